using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Workflow;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.Cycles;

/// <summary>The cycle's table, and the way to another.</summary>
public sealed partial class TablePart
{
    private IReadOnlyList<Scheme> _schemes = [];
    private string _digest = "", _reason = "";
    private TableDifference? _difference;
    private ProposedTable? _previewed;
    private string? _fault;
    private bool _isBusy;

    [Inject] public required CorrectTable Correct { get; set; }
    [Inject] public required ReadSchemes Schemes { get; set; }
    [Inject] public required People People { get; set; }
    [Inject] public required KeptText Kept { get; set; }

    [Parameter, EditorRequired] public required Person By { get; set; }
    [Parameter, EditorRequired] public required Cycle Cycle { get; set; }
    [Parameter, EditorRequired] public required Action<string> Told { get; set; }

    private string Form => KeptText.Form("correct-table", Cycle.Code);
    private bool Manages => PermissionTable.Ask(By, Permission.ManageCycle).IsGranted;
    private string? CannotPropose => (CorrectTable.Ask(By, Cycle) as Denied)?.Why;
    private string? CannotConfirm => (CorrectTable.AskToConfirm(By, Cycle) as Denied)?.Why;

    protected override async Task OnInitializedAsync() => _schemes = await Schemes.Run(By.Id, CancellationToken.None);

    protected override async Task OnParametersSetAsync()
    {
        if (_previewed == Cycle.Settings.ProposedTable) return;
        _previewed = Cycle.Settings.ProposedTable;
        _difference = _previewed is null ? null : await Correct.Preview(Cycle.Code, _previewed.Digest, CancellationToken.None);
    }

    private async Task PreviewAsync() => _difference = _digest.Length == 0 ? null : await Correct.Preview(Cycle.Code, _digest, CancellationToken.None);

    private Task ProposeAsync() => Do(() => Correct.Propose(By.Id, Cycle.Code, _digest, _reason, Cycle.Version), Cycle.Stage is Stage.Setup ? "考核评估表已更换。" : "勘误已提出，等待另一人确认。");

    private Task ConfirmAsync() => Do(() => Correct.Confirm(By.Id, Cycle.Code, Cycle.Version), "勘误已生效，得分已按新表计算。");

    private Task WithdrawAsync() => Do(() => Correct.Withdraw(By.Id, Cycle.Code, Cycle.Version), "勘误已撤回。");

    private async Task Do(Func<Task<Permit>> act, string told)
    {
        if (_isBusy) return;
        _isBusy = true;
        var done = await act();
        (_isBusy, _fault) = (false, (done as Denied)?.Why);
        if (!done.IsGranted) return;
        (_digest, _reason, _difference) = ("", "", null);
        await Kept.ForgetAsync(Form);
        Told(told);
    }
}
