using System.Globalization;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>A unit's drafts inside the ledger's transaction: everything that an edit is judged by was re-read in it.</summary>
internal sealed class OpenDrafts
{
    private const int EditsRemembered = 20;

    private readonly LedgerTransaction _transaction;
    private readonly SelfReport _report;
    private readonly List<DraftRow> _rows;
    private readonly People _people;
    private readonly List<ReplacedDraft> _replaced = [];

    private OpenDrafts(LedgerTransaction transaction, Person person, Cycle cycle, Unit unit, SelfReport report, List<DraftRow> rows, People people) =>
        (_transaction, Person, Cycle, Unit, _report, _rows, _people) = (transaction, person, cycle, unit, report, rows, people);

    public Person Person { get; }

    public Cycle Cycle { get; }

    public Unit Unit { get; }

    /// <summary>What was written, as it was before, in the order it was.</summary>
    public IReadOnlyList<ReplacedDraft> Replaced => _replaced;

    /// <summary>Opens them; or why they cannot be.</summary>
    public static async Task<(OpenDrafts? Drafts, string? Why)> Of(LedgerTransaction transaction, PersonId by, Cycle known, UnitCode unit, People people, CancellationToken stop)
    {
        var now = await StoredScoreboards.AsOf(transaction.Db, known, stop);
        if (await people.FindNow(transaction.Db, by, stop) is not { } person) return (null, People.Gone);
        if (now.Find(unit) is not { } of) return (null, $"{now.Name}中没有单位“{unit}”。");
        var report = await StoredSelfReports.Read(transaction.Db, now.Code, unit, stop);
        return (new(transaction, person, now, of, report, await transaction.Db.Drafts.Where(d => d.Cycle == now.Code && d.Unit == unit.Value).ToListAsync(stop), people), null);
    }

    /// <summary>Keeps what was typed where it meets the field as it was seen.</summary>
    public DraftOutcome Keep(DraftEdit edit)
    {
        // Whoever does not write the report is told nothing of it, a repeated id or not.
        if (PermissionTable.Ask(Person, Permission.FileSelfReport, Unit) is Denied stranger) return Failed(edit, stranger.Why);
        if (Cycle.Scheme.Find(new(edit.Indicator)) is not { } indicator || !Enum.TryParse<DraftField>(edit.Field, ignoreCase: true, out var field) || !Enum.IsDefined(field))
        {
            return Failed(edit, $"没有指标“{edit.Indicator}”或“{edit.Field}”一栏。");
        }
        var row = _rows.Find(r => r.Indicator == edit.Indicator && r.Field == field);
        if (row is not null && MadeBy(row, edit.Id) is { } before) return new(edit.Id, "saved", before);
        if (FilingRules.AskToType(Person, Cycle, Unit, indicator, _report) is Denied denied) return Failed(edit, denied.Why);
        var (value, fault) = DraftValue.Of(indicator, field, edit.Typed);
        if (value is null) return Failed(edit, fault!);
        if (row?.Value == value) return new(edit.Id, "saved", row.Version);
        if (row is not null && row.Version > edit.Seen) return new(edit.Id, "conflict", Theirs: new(_people.NameOf(new(row.By)), ChinaTime.Short(row.At), row.Value, row.Version));
        if (row is null)
        {
            row = new() { Cycle = Cycle.Code, Unit = Unit.Code.Value, Indicator = edit.Indicator, Field = field, Value = "", Version = 0, By = "", At = _transaction.Now, Edits = "" };
            _rows.Add(row);
            _transaction.Db.Drafts.Add(row);
        }
        _replaced.Add(new(indicator.Code, field, row.Value, row.Version + 1));
        (row.Value, row.By, row.At) = (value, Person.Id.Value, _transaction.Now);
        row.Version++;
        row.Edits = Remember(row.Edits, edit.Id, row.Version);
        return new(edit.Id, "saved", row.Version);
    }

    public static DraftOutcome Failed(DraftEdit edit, string why) => new(edit.Id, "failed", Message: why);

    /// <summary>The version that the edit made; null where it is new.</summary>
    private static long? MadeBy(DraftRow row, Guid edit) => row.Edits.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(e => e.Split('=')).FirstOrDefault(e => e[0] == edit.ToString("N")) is [_, var version]
        ? long.Parse(version, CultureInfo.InvariantCulture)
        : null;

    private static string Remember(string edits, Guid edit, long version) =>
        string.Join(' ', edits.Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeLast(EditsRemembered - 1).Append(string.Create(CultureInfo.InvariantCulture, $"{edit:N}={version}")));
}
