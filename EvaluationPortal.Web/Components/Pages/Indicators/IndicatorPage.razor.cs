using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Endpoints;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.Indicators;

/// <summary>One indicator across all units; follows scores and filings while it is open.</summary>
public sealed partial class IndicatorPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private Scoreboard? _board;
    private Indicator? _column;
    private ImmutableDictionary<UnitCode, FiledIndicator> _filed = ImmutableDictionary<UnitCode, FiledIndicator>.Empty;
    private (string, string) _shown;
    private IDisposable? _scores;
    private IDisposable? _reports;

    [Inject] public required LiveScoreboards Live { get; set; }
    [Inject] public required LiveSelfReports Reports { get; set; }
    [Inject] public required ReadFiled Read { get; set; }
    [Inject] public required MarkSeen Mark { get; set; }

    [CascadingParameter] public required Person Person { get; set; }
    [Parameter] public required string Cycle { get; set; }

    /// <summary>Of the indicator.</summary>
    [Parameter] public required string Code { get; set; }

    private string? Missing => _board is null ? Places.NoCycle(Cycle) : _column is null ? $"{_board.Cycle.Scheme.Name}中没有指标“{Code}”。" : null;

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == (Cycle, Code)) return;
        _shown = (Cycle, Code);
        Unsubscribe();
        _filed = _filed.Clear();
        Take(Live.Find(Cycle));
        if (_board is null || _column is null || PermissionTable.Ask(Person, Permission.SeeBoard, indicator: _column) is Denied) return;
        _scores = Live.Subscribe(Cycle, board => InvokeAsync(() => Follow(board)));
        _reports = Reports.Subscribe(Cycle, () => InvokeAsync(ReadAsync));
        await ReadAsync();
    }

    /// <summary>Draws nothing where only other columns changed.</summary>
    private void Follow(Scoreboard board)
    {
        var (cycle, before) = (_board!.Cycle, Cells(_board));
        Take(board);
        if (!ReferenceEquals(cycle, board.Cycle) || !before.SequenceEqual(Cells(board), ReferenceEqualityComparer.Instance)) StateHasChanged();
    }

    private void Take(Scoreboard? board) => (_board, _column) = (board, board?.Cycle.Scheme.Find(new(Code)));

    private IEnumerable<Cell> Cells(Scoreboard board) => board.Cycle.IndexOf(new IndicatorCode(Code)) is >= 0 and var at ? board.Scorecards.Select(c => c.Cells[at]) : [];

    private async Task ReadAsync()
    {
        if (_gone.IsCancellationRequested) return;
        _filed = (await Read.All(Person.Id, Cycle, new(Code), _gone.Token)).ToImmutableDictionary(f => f.Unit.Code);
        StateHasChanged();
    }

    /// <summary>Asks again what is seen, whatever became of it.</summary>
    private async Task SeenAsync(FiledIndicator filed)
    {
        if (filed is not { IsUnseen: true, Version: { } version }) return;
        await Mark.Run(Person.Id, Cycle, filed.Unit.Code, filed.Indicator.Code, version.Number, _gone.Token);
        await ReadAsync();
    }

    private void Unsubscribe()
    {
        _scores?.Dispose();
        _reports?.Dispose();
    }

    public void Dispose()
    {
        Unsubscribe();
        _gone.Cancel();
        _gone.Dispose();
    }
}
