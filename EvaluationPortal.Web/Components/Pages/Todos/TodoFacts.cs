using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;

namespace EvaluationPortal.Web.Components.Pages.Todos;

/// <summary>What 待办 is computed from, for one person and one cycle at one moment.</summary>
/// <param name="Now">UTC.</param>
/// <param name="Filings">Where the self-reports stand that the person may see.</param>
/// <param name="Own">The self-reports of the person's own units, with what they still want.</param>
/// <param name="Findings">The 问题清单 that the person may see: of the own units, or of all.</param>
/// <param name="People">Everybody who may sign in.</param>
public sealed record TodoFacts(
    Person Person, Scoreboard Board, DateTime Now, ImmutableDictionary<UnitCode, Core.Evaluation.SelfReport> Filings, ImmutableArray<(Unit Unit, SelfReportView View)> Own,
    ImmutableArray<ListedFinding> Findings, IReadOnlyList<Person> People)
{
    public Cycle Cycle => Board.Cycle;

    /// <summary>The cells that wait for a score or a word about their findings and that the person may score, whatever the clock says; asked once for all kinds of work.</summary>
    public ImmutableArray<(Unit Unit, Cell Cell)> Waiting => _waiting.IsDefault ? _waiting = [.. Waits()] : _waiting;

    private ImmutableArray<(Unit Unit, Cell Cell)> _waiting;

    // Columns and units before cells: most people score few of them, and a refusal costs as much as a permit.
    private IEnumerable<(Unit Unit, Cell Cell)> Waits() =>
        from at in Enumerable.Range(0, StageTable.Ask(Cycle, CycleCommand.Score).IsGranted ? Cycle.Scheme.Indicators.Length : 0)
        where MayScoreAny(null, Cycle.Scheme.Indicators[at])
        from card in Board.Scorecards
        let cell = card.Cells[at]
        where IsOpen(cell) && MayScoreAny(card.Unit, null)
            && MayScore.Ask(Person, Cycle, card.Unit, cell.Indicator, Cycle.AssessorOf(card.Unit, cell.Indicator), DateTime.MinValue).IsGranted
        select (card.Unit, cell);

    private static bool IsOpen(Cell cell) =>
        cell.Score is Pending or Refused || (cell.Counted?.Observation is Findings found && found.List.Any(f => !f.Confirmed || !f.IsDescribed));

    private bool MayScoreAny(Unit? unit, Indicator? indicator) => ScoringPermissions.Any(p => PermissionTable.Ask(Person, p, unit, indicator).IsGranted);

    private static readonly ImmutableArray<Permission> ScoringPermissions = [Permission.ScoreOffice, Permission.ScoreBureau, Permission.ScoreThirdParty, Permission.EnterForAssessor];
}

/// <summary>Reads the facts; 待办 keeps nothing of its own.</summary>
public sealed class ReadTodos(ReadFilings filings, ReadSelfReport reports, ReadFindings findings, People people, TimeProvider clock)
{
    public async Task<TodoFacts> Run(Person person, Scoreboard board, CancellationToken stop)
    {
        var own = ImmutableArray.CreateBuilder<(Unit, SelfReportView)>();
        foreach (var unit in board.Cycle.Units.Where(u => person.BelongsTo(u.Code) && FilingRules.SeesDrafts(person, u)))
        {
            if (await reports.Run(person.Id, board.Cycle.Code, unit.Code, stop: stop) is { } view) own.Add((unit, view));
        }
        return new(person, board, clock.GetUtcNow().UtcDateTime, await filings.Run(person.Id, board.Cycle.Code, stop), own.ToImmutable(), await Findings(person, board.Cycle, stop), people.All);
    }

    private async Task<ImmutableArray<ListedFinding>> Findings(Person person, Cycle cycle, CancellationToken stop)
    {
        if (await findings.Run(person.Id, cycle.Code, null, stop) is { } all) return all;
        var own = ImmutableArray.CreateBuilder<ListedFinding>();
        foreach (var unit in cycle.Units.Where(u => person.BelongsTo(u.Code))) own.AddRange(await findings.Run(person.Id, cycle.Code, unit.Code, stop) ?? []);
        return own.ToImmutable();
    }
}
