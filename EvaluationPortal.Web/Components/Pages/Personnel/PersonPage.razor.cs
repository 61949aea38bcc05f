using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Endpoints;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace EvaluationPortal.Web.Components.Pages.Personnel;

/// <summary>One person, or a new one. It stands still while others work; saving tells where they were quicker.</summary>
public sealed partial class PersonPage
{
    private readonly PersonId _new = new("");
    private bool _isShown;
    private string? _shown;
    private Person? _seen;
    private PersonDraft _draft = new();
    private Permit _permit = Granted.Yes;
    private IReadOnlyList<string> _faults = [];
    private Person? _theirs;
    private IReadOnlyList<(string Name, string Theirs, string Mine)> _mine = [];
    private string? _said;
    private bool _isSaving;

    [Inject] public required People Everybody { get; set; }
    [Inject] public required LiveScoreboards Boards { get; set; }
    [Inject] public required CurrentCycle Cycle { get; set; }
    [Inject] public required SavePerson Saving { get; set; }
    [Inject] public required IDialogService Dialogs { get; set; }
    [Inject] public required NavigationManager Navigation { get; set; }

    [CascadingParameter] public required Person By { get; set; }
    [Parameter] public string? Id { get; set; }

    private Cycle Now => Boards.Of(Cycle.Code).Cycle;

    /// <summary>Only who manages accounts gives and takes the roles with which others are administered.</summary>
    private IReadOnlyCollection<Role> Reserved => PermissionTable.Ask(By, Permission.ManageAccounts).IsGranted ? [] : RoleRules.Administrative;

    protected override void OnParametersSet()
    {
        if (_isShown && _shown == Id) return;
        var isSavedNow = _isShown && _shown is null && _isSaving;
        (_isShown, _shown) = (true, Id);
        if (!PermissionTable.Ask(By, Permission.ManagePeople).IsGranted) return;
        Show(Id is null ? null : Everybody.FindAnybody(new(Id)));
        _said = isSavedNow ? "已新增。请在下方设置登录名和初始密码；由统一身份认证登录的人员不需要。" : null;
        _isSaving = false;
    }

    private void Show(Person? person)
    {
        (_seen, _draft, _faults, _theirs, _mine) = (person, PersonDraft.Of(person), [], null, []);
        _permit = person is null ? Granted.Yes : RoleRules.AskToAdminister(By, person.Id, person.Roles);
    }

    private async Task SaveAsync()
    {
        if (_isSaving) return;
        (_isSaving, _said) = (true, null);
        var saved = await Saving.Run(By.Id, _seen, _draft.ToPerson(_seen?.Id ?? _new), Cycle.Code, CancellationToken.None);
        (_faults, _theirs) = (saved.Faults, saved.Theirs);
        if (saved.Person is { } id && _seen is null)
        {
            Navigation.NavigateTo(Addresses.Person(id), replace: true);
            return;
        }
        _isSaving = false;
        if (saved.Person is null) return;
        Show(Everybody.FindAnybody(_seen!.Id));
        _said = "已保存。";
    }

    /// <summary>The form has what the other saved; what was typed here is listed beside it.</summary>
    private void TakeTheirs()
    {
        if (_theirs is not { } theirs) return;
        var mine = PersonText.Differences(Now, theirs, PersonFaults.Clean(_draft.ToPerson(theirs.Id)));
        Show(theirs);
        _mine = mine;
    }

    private async Task HandOverAsync()
    {
        var dialog = await Dialogs.ShowAsync<HandOverDialog>("工作交接", new DialogParameters<HandOverDialog> { { d => d.By, By }, { d => d.Former, _seen } }, new DialogOptions { CloseOnEscapeKey = true, MaxWidth = MaxWidth.Medium });
        if (await dialog.Result is not { Canceled: false, Data: string done }) return;
        Show(Everybody.FindAnybody(_seen!.Id));
        _said = done;
    }
}
