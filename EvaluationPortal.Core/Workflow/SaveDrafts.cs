using System.Globalization;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

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

    private const int EditsRemembered = 20;

    /// <summary>Keeps each edit that meets the field as it was seen.</summary>
    /// <returns>One answer for each, in the same order.</returns>
    public async Task<IReadOnlyList<DraftOutcome>> Run(PersonId by, string cycle, UnitCode unit, IReadOnlyList<DraftEdit> edits, CancellationToken stop = default)
    {
        if (edits.Count > MostEdits) return All(edits, $"一次最多保存{MostEdits}处。");
        if (live.Find(cycle) is not { } board || board.Cycle.Find(unit) is null) return All(edits, $"没有考核年度“{cycle}”或单位“{unit}”。");
        var outcomes = await ledger.Write<IReadOnlyList<DraftOutcome>>(async transaction =>
        {
            var now = await StoredScoreboards.AsOf(transaction.Db, board.Cycle, stop);
            if (await people.FindNow(transaction.Db, by, stop) is not { } person) return All(edits, People.Gone);
            if (now.Find(unit) is not { } of) return All(edits, $"{now.Name}中没有单位“{unit}”。");
            var report = await StoredSelfReports.Read(transaction.Db, cycle, unit, stop);
            var rows = await transaction.Db.Drafts.Where(d => d.Cycle == cycle && d.Unit == unit.Value).ToListAsync(stop);
            return [.. edits.Select(edit => One(transaction, person, now, of, report, rows, edit))];
        }, stop).ConfigureAwait(false);
        if (outcomes.Any(o => o.State == "saved")) reports.DraftChanged(cycle, unit);
        return outcomes;
    }

    private DraftOutcome One(LedgerTransaction transaction, Person person, Cycle cycle, Unit unit, SelfReport report, List<DraftRow> rows, DraftEdit edit)
    {
        // Whoever does not write the report is told nothing of it, a repeated id or not.
        if (PermissionTable.Ask(person, Permission.FileSelfReport, unit) is Denied stranger) return Failed(edit, stranger.Why);
        if (cycle.Scheme.Find(new(edit.Indicator)) is not { } indicator || !Enum.TryParse<DraftField>(edit.Field, ignoreCase: true, out var field) || !Enum.IsDefined(field))
        {
            return Failed(edit, $"没有指标“{edit.Indicator}”或“{edit.Field}”一栏。");
        }
        var row = rows.Find(r => r.Indicator == edit.Indicator && r.Field == field);
        if (row is not null && MadeBy(row, edit.Id) is { } before) return new(edit.Id, "saved", before);
        if (FilingRules.AskToType(person, cycle, unit, indicator, report) is Denied denied) return Failed(edit, denied.Why);
        var (value, fault) = DraftValue.Of(indicator, field, edit.Typed);
        if (value is null) return Failed(edit, fault!);
        if (row?.Value == value) return new(edit.Id, "saved", row.Version);
        if (row is not null && row.Version > edit.Seen) return new(edit.Id, "conflict", Theirs: new(people.NameOf(new(row.By)), ChinaTime.Short(row.At), row.Value, row.Version));
        if (row is null)
        {
            row = new() { Cycle = cycle.Code, Unit = unit.Code.Value, Indicator = edit.Indicator, Field = field, Value = "", Version = 0, By = "", At = transaction.Now, Edits = "" };
            rows.Add(row);
            transaction.Db.Drafts.Add(row);
        }
        (row.Value, row.By, row.At) = (value, person.Id.Value, transaction.Now);
        row.Version++;
        row.Edits = Remember(row.Edits, edit.Id, row.Version);
        return new(edit.Id, "saved", row.Version);
    }

    /// <summary>The version that the edit made; null where it is new.</summary>
    private static long? MadeBy(DraftRow row, Guid edit) => row.Edits.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(e => e.Split('=')).FirstOrDefault(e => e[0] == edit.ToString("N")) is [_, var version]
        ? long.Parse(version, CultureInfo.InvariantCulture)
        : null;

    private static string Remember(string edits, Guid edit, long version) =>
        string.Join(' ', edits.Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeLast(EditsRemembered - 1).Append(string.Create(CultureInfo.InvariantCulture, $"{edit:N}={version}")));

    private static DraftOutcome Failed(DraftEdit edit, string why) => new(edit.Id, "failed", Message: why);

    private static IReadOnlyList<DraftOutcome> All(IReadOnlyList<DraftEdit> edits, string why) => [.. edits.Select(e => Failed(e, why))];
}
