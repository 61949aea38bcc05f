using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>One field as it was typed.</summary>
/// <param name="Id">Made in the browser; a repeat gets its first outcome.</param>
/// <param name="Field">Name of a <see cref="DraftField"/>, as the browser has it.</param>
/// <param name="Seen">Version of the field when typing began; 0 for one that nobody had typed into.</param>
public sealed record DraftEdit(Guid Id, string Indicator, string Field, string Typed, long Seen);

/// <summary>The answer to a <see cref="DraftEdit"/>.</summary>
/// <param name="State">saved, conflict or failed.</param>
/// <param name="Version">Of the field, when saved.</param>
/// <param name="Message">Why it was not saved.</param>
/// <param name="Theirs">What stands there, in a conflict: nothing of it was overwritten.</param>
public sealed record DraftOutcome(Guid Id, string State, long? Version = null, string? Message = null, OthersText? Theirs = null);

/// <summary>What somebody else typed into the field meanwhile.</summary>
/// <param name="At">In words.</param>
public sealed record OthersText(string By, string At, string Text, long Version);

/// <summary>Keeps what a unit's people type into its self-report. The drafts are the unit's, not one person's; nothing of them is on the trail.</summary>
public sealed class SaveDrafts(Ledger ledger, LiveScoreboards live, LiveSelfReports reports, People people)
{
    /// <summary>Most edits in one call.</summary>
    public const int MostEdits = 100;

    /// <summary>Keeps each edit that meets the field as it was seen.</summary>
    /// <returns>One answer for each, in the same order.</returns>
    public async Task<IReadOnlyList<DraftOutcome>> Run(PersonId by, string cycle, UnitCode unit, IReadOnlyList<DraftEdit> edits, CancellationToken stop = default)
    {
        if (edits.Count > MostEdits) return All(edits, $"一次最多保存{MostEdits}处。");
        if (live.Find(cycle) is not { } board || board.Cycle.Find(unit) is null) return All(edits, $"没有考核年度“{cycle}”或单位“{unit}”。");
        var outcomes = await ledger.Write<IReadOnlyList<DraftOutcome>>(async transaction =>
        {
            var (drafts, why) = await OpenDrafts.Of(transaction, by, board.Cycle, unit, people, stop);
            return drafts is null ? All(edits, why!) : [.. edits.Select(drafts.Keep)];
        }, stop).ConfigureAwait(false);
        if (outcomes.Any(o => o.State == "saved")) reports.DraftChanged(cycle, unit);
        return outcomes;
    }

    private static IReadOnlyList<DraftOutcome> All(IReadOnlyList<DraftEdit> edits, string why) => [.. edits.Select(e => OpenDrafts.Failed(e, why))];
}
