using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.ReportCards;

/// <summary>The report cards of one cycle, live.</summary>
public sealed partial class ReportCardsPage : IDisposable
{
    private string? _shown;
    private Scoreboard? _board;
    private IDisposable? _subscription;

    [Inject] public required LiveScoreboards Live { get; set; }

    [CascadingParameter] public required Person Person { get; set; }
    [Parameter] public required string Cycle { get; set; }

    protected override void OnParametersSet()
    {
        if (_shown == Cycle) return;
        _shown = Cycle;
        _subscription?.Dispose();
        _subscription = null;
        _board = Live.Find(Cycle);
        if (_board is null || !PermissionTable.Ask(Person, Permission.DownloadAllReportCards).IsGranted) return;
        _subscription = Live.Subscribe(Cycle, board => InvokeAsync(() => Take(board)));
    }

    private void Take(Scoreboard board)
    {
        if (board.Cycle.Code != Cycle || board.Sequence < _board?.Sequence) return;
        _board = board;
        StateHasChanged();
    }

    public void Dispose() => _subscription?.Dispose();
}
