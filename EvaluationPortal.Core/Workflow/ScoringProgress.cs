using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Workflow;

/// <summary>How far a column is: of the units it applies to, which are scored, and what was written last.</summary>
/// <param name="Filled">Units with a score.</param>
/// <param name="All">Units to which it applies.</param>
/// <param name="Missing">Those that are 待评, in the roster's order.</param>
/// <param name="Last">The latest assessment that is no self-assessment; null where there is none.</param>
/// <param name="Scorers">Who may score it for at least one unit.</param>
public sealed record ScoringColumn(Indicator Indicator, int Filled, int All, ImmutableArray<Unit> Missing, Assessment? Last, ImmutableArray<Person> Scorers)
{
    /// <summary>All columns, in printed order.</summary>
    public static ImmutableArray<ScoringColumn> Of(Scoreboard board, IReadOnlyList<Person> people) =>
    [
        .. board.Cycle.Scheme.Indicators.Select((indicator, at) =>
        {
            var cells = board.Scorecards.Where(card => card.Cells[at].Score is not NotApplicable).Select(card => (card.Unit, Cell: card.Cells[at])).ToList();
            return new ScoringColumn(indicator, cells.Count(c => c.Cell.Score is Awarded), cells.Count, [.. cells.Where(c => c.Cell.Score is not Awarded).Select(c => c.Unit)],
                cells.SelectMany(c => c.Cell.Assessments).Where(a => a.Source is not Source.Self).MaxBy(a => a.Version), [.. people.Where(p => board.Cycle.Units.Any(u => PermissionTable.AskToScore(p, u, indicator).IsGranted))]);
        }),
    ];
}

/// <summary>How far one scorer is with the cells assigned (grants of indicators and units).</summary>
/// <param name="Columns">Each indicator assigned, with cells scored, cells assigned and the units that are 待评.</param>
/// <param name="Last">The latest assessment by that person; null where there is none.</param>
public sealed record ScorerProgress(Person Person, ImmutableArray<AssignedColumn> Columns, Assessment? Last)
{
    public int Filled => Columns.Sum(c => c.Filled);

    public int All => Columns.Sum(c => c.All);

    /// <summary>Everybody who scores anything, in the order of <paramref name="people"/>.</summary>
    public static ImmutableArray<ScorerProgress> Of(Scoreboard board, IReadOnlyList<Person> people) =>
    [
        .. people.Select(person => new ScorerProgress(person, [.. Assigned(board, person)], board.Scorecards.SelectMany(card => card.Cells).SelectMany(c => c.Assessments).Where(a => a.By == person.Id && a.Source is not Source.Self).MaxBy(a => a.Version)))
            .Where(p => !p.Columns.IsEmpty),
    ];

    private static IEnumerable<AssignedColumn> Assigned(Scoreboard board, Person person) =>
        from indicator in board.Cycle.Scheme.Indicators
        let cells = (from card in board.Scorecards
                     let cell = card.Cells[board.Cycle.IndexOf(indicator.Code)]
                     where cell.Score is not NotApplicable && PermissionTable.AskToScore(person, card.Unit, indicator).IsGranted
                     select (card.Unit, IsFilled: cell.Score is Awarded)).ToList()
        where cells.Count > 0
        select new AssignedColumn(indicator, cells.Count(c => c.IsFilled), cells.Count, [.. cells.Where(c => !c.IsFilled).Select(c => c.Unit)]);
}

/// <summary>An indicator as far as one scorer has it.</summary>
/// <param name="Filled">Cells scored, by whomever.</param>
/// <param name="All">Cells assigned.</param>
/// <param name="Missing">Units whose cell is 待评.</param>
public sealed record AssignedColumn(Indicator Indicator, int Filled, int All, ImmutableArray<Unit> Missing);
