using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Reports;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Endpoints;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.Units;

/// <summary>One unit's result, live. What its reader may see is decided by <see cref="Sight"/> on every change.</summary>
public sealed partial class UnitPage : IDisposable
{
    private (string Cycle, string Unit)? _shown;
    private Scoreboard? _board;
    private Scorecard? _card;
    private Sight _sight = Sight.Everything;
    private Visible? _visible;
    private string? _missing;
    private ImmutableArray<TotalStep> _steps = [];
    private IDisposable? _subscription;
    private readonly CancellationTokenSource _gone = new();

    [Inject] public required LiveScoreboards Live { get; set; }
    [Inject] public required ExplainTotal Explain { get; set; }

    [CascadingParameter] public required Person Person { get; set; }
    [Parameter] public required string Cycle { get; set; }
    [Parameter] public required string Unit { get; set; }

    private bool MayDownload => MakeReportCard.Ask(Person, _board!.Cycle, _card!.Unit).IsGranted;

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == (Cycle, Unit)) return;
        _shown = (Cycle, Unit);
        _subscription?.Dispose();
        (_subscription, _board, _card, _visible, _steps) = (null, null, null, null, []);
        var board = Live.Find(Cycle);
        _missing = board is null ? Places.NoCycle(Cycle) : board.Cycle.Find(new(Unit)) is null ? Places.NoUnit(board.Cycle, Unit) : null;
        if (_missing is not null) return;
        _subscription = Live.Subscribe(Cycle, changed => InvokeAsync(() => Take(changed)));
        await Take(board!);
    }

    /// <summary>Shows the board's state of the unit; does nothing where nothing of it changed.</summary>
    private async Task Take(Scoreboard board)
    {
        var (before, code) = (_board, new UnitCode(Unit));
        if (_gone.IsCancellationRequested || board.Cycle.Code != Cycle || board.Sequence < before?.Sequence || board.Find(code) is not { } card) return;
        var (same, sight) = (ReferenceEquals(card, _card) && ReferenceEquals(board.Cycle, before?.Cycle), Sight.Of(Person, board.Cycle, card.Unit));
        var visible = Visible.Of(board.Cycle, sight, card, board.RankOf(code));
        if (visible == _visible) return;
        (_board, _card, _sight, _visible) = (board, card, sight, visible);
        StateHasChanged();
        if (same || !_sight.Score) return;
        var steps = await Explain.Run(Person, board, code, _gone.Token);
        if (!ReferenceEquals(card, _card)) return;
        _steps = steps;
        StateHasChanged();
    }

    /// <summary>
    /// What of the unit's state its reader may see. Where that has not changed nothing is drawn: even an empty drawing would tell
    /// that something did, such as a rank that is hidden.
    /// </summary>
    private sealed record Visible(Cycle Cycle, Sight Sight, int? Pending, Scorecard? Card, Rank? Rank)
    {
        public static Visible Of(Cycle cycle, Sight sight, Scorecard card, Rank? rank) =>
            new(cycle, sight, sight.Refusal is null ? card.PendingCells : null, sight.Score ? card : null, sight.Rank ? rank : null);
    }

    public void Dispose()
    {
        _subscription?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }
}
