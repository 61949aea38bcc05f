using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Endpoints;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
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

    /// <summary>How often the person became an administrator here: the account's part is then read anew.</summary>
    private int _raisings;

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
        var wanted = _draft.ToPerson(_seen?.Id ?? _new);
        var isRaised = _seen is not null && RoleRules.GainsAdministration(_seen.Roles, wanted.Roles);
        if (isRaised && !await ConfirmDialog.Ask(Dialogs, "授予管理角色", PersonText.BeforeRaising(_seen!.Name)))
        {
            _isSaving = false;
            return;
        }
        var saved = await Saving.Run(By.Id, _seen, wanted, Cycle.Code, CancellationToken.None);
        (_faults, _theirs) = (saved.Faults, saved.Theirs);
        if (saved.Person is { } id && _seen is null)
        {
            Navigation.NavigateTo(Addresses.Person(id), replace: true);
            return;
        }
        _isSaving = false;
        if (saved.Person is null) return;
        Show(Everybody.FindAnybody(_seen!.Id));
        _said = isRaised ? $"已保存。{PersonText.AfterRaising}" : "已保存。";
        if (isRaised) _raisings++;
    }

    /// <summary>Whether the form says anything else than what is saved.</summary>
    private bool IsUnsaved => !_isSaving && _draft.ToPerson(_new) != PersonDraft.Of(_seen).ToPerson(_new);

    private async Task AskToLeaveAsync(LocationChangingContext leaving)
    {
        if (IsUnsaved && !await ConfirmDialog.Ask(Dialogs, "放弃填写", "填写的内容还没有保存，离开后不再保留。")) leaving.PreventNavigation();
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
