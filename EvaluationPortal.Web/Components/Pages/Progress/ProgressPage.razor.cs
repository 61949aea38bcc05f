using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Endpoints;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.Progress;

/// <summary>How far scoring is. It is counted anew at most every second, however many edits come in.</summary>
public sealed partial class ProgressPage : IDisposable
{
    private const int MostNamed = 12;
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private static readonly ImmutableArray<(string Part, string Name)> CsvParts = [("scorers", "按评分人"), ("indicators", "按指标"), ("units", "按单位"), ("deliveries", "评估结果报送")];

    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _subscription;
    private Scoreboard? _board;
    private ImmutableArray<ScorerProgress> _scorers = [];
    private ImmutableArray<ScoringColumn> _columns = [];
    private string? _missing;

    [Inject] public required LiveScoreboards Live { get; set; }
    [Inject] public required People People { get; set; }
    [Inject] public required TimeProvider Clock { get; set; }
    [CascadingParameter] public required Person Person { get; set; }
    [Parameter] public required string Cycle { get; set; }

    private bool AdjustsOrManages => PermissionTable.Ask(Person, Permission.ConfirmResult).IsGranted || PermissionTable.Ask(Person, Permission.ManageCycle).IsGranted;

    protected override void OnParametersSet()
    {
        if (_board?.Cycle.Code == Cycle) return;
        _subscription?.Dispose();
        (_subscription, _board, _missing) = (null, null, Live.Find(Cycle) is null ? Places.NoCycle(Cycle) : null);
        if (_missing is not null || !PermissionTable.Ask(Person, Permission.SeeAllScorecards).IsGranted) return;
        _subscription = Live.Subscribe(Cycle, Take);
        Show(Live.Of(Cycle));
    }

    /// <summary>The subscription calls once more after the pause where boards came in meanwhile.</summary>
    private async Task Take(Scoreboard board)
    {
        await InvokeAsync(() =>
        {
            if (board.Cycle.Code != Cycle) return;
            Show(Live.Of(Cycle));
            StateHasChanged();
        });
        await Task.Delay(Pace, Clock, _gone.Token);
    }

    private void Show(Scoreboard board) => (_board, _scorers, _columns) = (board, ScorerProgress.Of(board, People.All), ScoringColumn.Of(board, People.All));

    private static string Some(ImmutableArray<Unit> units) =>
        $"{string.Join('、', units.Take(MostNamed).Select(u => u.Name))}{(units.Length > MostNamed ? $"等{units.Length}家" : "")}";

    public void Dispose()
    {
        _subscription?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }
}
