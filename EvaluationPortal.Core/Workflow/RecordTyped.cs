using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Workflow;

/// <summary>What was typed into a cell of the board.</summary>
/// <param name="Id">Made in the browser.</param>
/// <param name="Typed">As typed; blank takes back.</param>
/// <param name="Seen">The cell's version when editing began.</param>
public sealed record TypedEdit(Guid Id, string Unit, string Indicator, string Typed, long Seen);

/// <summary>The answer to a <see cref="TypedEdit"/>.</summary>
/// <param name="State">saved, conflict, reason (a reason is wanted) or failed.</param>
/// <param name="Version">The cell's version, when saved.</param>
/// <param name="Message">Why it was not saved.</param>
/// <param name="Theirs">The other value of a conflict.</param>
public sealed record TypedOutcome(Guid Id, string State, long? Version = null, string? Message = null, OthersValue? Theirs = null);

/// <summary>What somebody else wrote meanwhile.</summary>
public sealed record OthersValue(string By, string Text, long Version);

/// <summary>Reads what was typed into cells by their rules and records it, as whoever assesses the cell.</summary>
public sealed class RecordTyped(RecordAssessments record, LiveScoreboards live, People people, TimeProvider clock)
{
    /// <summary>Reads and records the edits in their order.</summary>
    /// <returns>One answer for each, in the same order.</returns>
    public async Task<IReadOnlyList<TypedOutcome>> Run(PersonId by, string cycle, IReadOnlyList<TypedEdit> edits)
    {
        if (live.Find(cycle) is not { } board) return [.. edits.Select(e => new TypedOutcome(e.Id, "failed", Message: $"没有考核年度“{cycle}”。"))];
        if (people.Find(by) is not { } person) return [.. edits.Select(e => new TypedOutcome(e.Id, "failed", Message: People.Gone))];
        var read = edits.Select(e => (Typed: e, Outcome: Read(person, board, e, clock.GetUtcNow().UtcDateTime, out var edit), Edit: edit)).ToList();
        var outcomes = new Queue<Outcome>(await record.Run(by, cycle, [.. read.Select(r => r.Edit).OfType<Edit>()]));
        return [.. read.Select(r => r.Outcome ?? Answer(outcomes.Dequeue()))];
    }

    /// <summary>The edit the typed text stands for, or the answer why it stands for none.</summary>
    private static TypedOutcome? Read(Person person, Scoreboard board, TypedEdit typed, DateTime now, out Edit? edit)
    {
        edit = null;
        var (unit, indicator) = (new UnitCode(typed.Unit), new Schemes.IndicatorCode(typed.Indicator));
        if (board.Find(unit, indicator) is not { } cell) return new(typed.Id, "failed", Message: $"没有单位“{typed.Unit}”或指标“{typed.Indicator}”。");
        var found = board.Cycle.Find(unit)!;
        var source = Cycle.AssessorOf(found, cell.Indicator);
        // Before it is read: a reading speaks of what stands in the cell, which not everybody may know. Whether it is written, the ledger asks again.
        if (MayScore.Ask(person, board.Cycle, found, cell.Indicator, source, now) is Denied denied) return new(typed.Id, "failed", Message: denied.Why);
        var standing = cell.From(source);
        var context = new ReadingContext(RatingRules.Own(person, found, cell.Indicator, standing)?.Observation, board.Cycle.Settings.FullMark(indicator), cell.Indicator.MayBeNotApplicable);
        switch (cell.Indicator.Rule.Read(typed.Typed, context))
        {
            case Understood understood:
                // Read against the cell as it stands in memory: were it newer than what was seen, the ledger finds the conflict.
                edit = new(typed.Id, unit, indicator, source, understood.Observation, null, typed.Seen);
                return null;
            case WantsReason wants: return new(typed.Id, "reason", Message: wants.Message);
            case NotUnderstood not: return new(typed.Id, "failed", Message: not.Message);
            case var other: throw new System.Diagnostics.UnreachableException(other.GetType().Name);
        }
    }

    private TypedOutcome Answer(Outcome outcome) => outcome switch
    {
        Saved saved => new(saved.EditId, "saved", saved.Version),
        Conflict conflict => new(conflict.EditId, "conflict", Theirs: new(people.NameOf(conflict.Theirs.By), conflict.TheirScore.Short, conflict.Theirs.Version)),
        Rejected rejected => new(rejected.EditId, "failed", Message: rejected.Why),
        _ => throw new System.Diagnostics.UnreachableException(outcome.GetType().Name),
    };
}
