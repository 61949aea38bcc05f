using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Workflow;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.Cycles;

/// <summary>The settings' form. What others change meanwhile does not touch what is filled in; saving then tells.</summary>
public sealed partial class SettingsPart
{
    private SettingsDraft _draft = null!;
    private Cycle _filled = null!;
    private string? _fault;
    private bool _isBusy;
    private bool _isSaved;

    [Inject] public required ChangeSettings Change { get; set; }
    [Inject] public required KeptText Kept { get; set; }

    [Parameter, EditorRequired] public required Person By { get; set; }
    [Parameter, EditorRequired] public required Cycle Cycle { get; set; }
    [Parameter, EditorRequired] public required Action<string> Told { get; set; }

    private string? Refused => (StageTable.Ask(Cycle, CycleCommand.ChangeSettings) as Denied)?.Why;

    private bool IsOvertaken => Cycle.Version > _filled.Version;

    protected override void OnInitialized() => Load();

    private void Load() => (_draft, _filled, _fault) = (SettingsDraft.Of(Cycle), Cycle, null);

    private async Task SaveAsync()
    {
        if (_isBusy) return;
        _isBusy = true;
        var (settings, fault) = _draft.Read(Cycle.Settings);
        var saved = settings is null ? new Denied(fault!) : await Change.Run(By.Id, Cycle.Code, settings, _draft.Name, _filled.Version);
        (_isBusy, _fault) = (false, (saved as Denied)?.Why);
        if (!saved.IsGranted) return;
        _isSaved = true;
        await Kept.ForgetAsync(ApplicabilityFields.FormOf(Cycle));
        Told("时间和规则已保存。");
    }

    /// <summary>What was saved here is taken in; so is a change of something else, such as a deadline reopened, without touching what is filled in.</summary>
    protected override void OnParametersSet()
    {
        if (_isSaved) Load();
        else if (ChangeSettings.IsSame(_filled, Cycle)) _filled = Cycle;
        _isSaved = false;
    }
}
