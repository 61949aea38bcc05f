using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>A batch in the list of them.</summary>
public sealed record ListedImport(Guid Id, ImportKind Kind, string FileName, PersonId By, DateTime At, ImportStanding Standing);

/// <summary>Reads batches of imports, and what applying one would do.</summary>
public sealed class ReadImports(PortalDatabase database, LiveScoreboards live, People people, TimeProvider clock)
{
    /// <summary>The sentence for one that is not there, or not for that person.</summary>
    public const string Unknown = "没有这一批导入。";

    /// <summary>Most that are listed, the newest.</summary>
    public const int MostListed = 100;

    /// <summary>Those the person may see, the newest first.</summary>
    public async Task<ImmutableArray<ListedImport>> List(PersonId by, string cycle, CancellationToken stop = default)
    {
        if (people.Find(by) is not { } person || PermissionTable.Ask(person, Permission.ImportFiles) is Denied) return [];
        var seesAll = PermissionTable.Ask(person, Permission.ScoreOffice).IsGranted;
        await using var db = database.Open();
        return await Listed(db.Imports.Where(i => i.Cycle == cycle && i.Unit == null && (seesAll || i.By == by.Value)), stop);
    }

    /// <summary>Those that fill one unit's self-report, the newest first; none for whoever does not see its drafts.</summary>
    public async Task<ImmutableArray<ListedImport>> ListOf(PersonId by, string cycle, UnitCode unit, CancellationToken stop = default)
    {
        if (people.Find(by) is not { } person || live.Find(cycle)?.Cycle.Find(unit) is not { } of || !FilingRules.SeesDrafts(person, of)) return [];
        await using var db = database.Open();
        return await Listed(db.Imports.Where(i => i.Cycle == cycle && i.Unit == unit.Value), stop);
    }

    private static async Task<ImmutableArray<ListedImport>> Listed(IQueryable<ImportRow> these, CancellationToken stop) =>
        [.. (await these.AsNoTracking().OrderByDescending(i => i.At).Take(MostListed).Select(i => new { i.Id, i.Kind, i.FileName, i.By, i.At, i.Standing }).ToListAsync(stop))
            .Select(i => new ListedImport(i.Id, i.Kind, i.FileName, new(i.By), i.At, StoredImports.Standing(i.Standing)))];

    /// <summary>The batch; null where there is none, or the person may not see it.</summary>
    public async Task<ImportBatch?> Find(PersonId by, string cycle, Guid id, CancellationToken stop = default)
    {
        if (people.Find(by) is not { } person) return null;
        await using var db = database.Open();
        return await StoredImports.Find(db, cycle, id, stop) is { } batch && ImportRules.AskToSee(person, batch).IsGranted ? batch : null;
    }

    /// <summary>What applying the batch would do now.</summary>
    public async Task<ImportPreview> Preview(Person person, ImportBatch batch, CancellationToken stop = default)
    {
        ImmutableArray<DailyRecord> records = [];
        if (batch.Kind is ImportKind.SiteFindings)
        {
            await using var db = database.Open();
            records = await StoredRecords.Read(db, null, stop);
        }
        return ImportPreview.Of(batch, person, live.Of(batch.Cycle), records, clock.GetUtcNow().UtcDateTime);
    }

    /// <summary>What applying a batch would do to its unit's drafts now; null where it fills no self-report, or its unit is gone.</summary>
    public async Task<FilingPreview?> PreviewFiling(Person person, ImportBatch batch, CancellationToken stop = default)
    {
        if (batch.Unit is not { } code || live.Find(batch.Cycle)?.Cycle is not { } cycle || cycle.Find(code) is not { } unit) return null;
        await using var db = database.Open();
        await using var reading = await database.BeginReading(db, stop);
        var report = await StoredSelfReports.Read(db, cycle.Code, code, stop);
        return FilingPreview.Of(batch, person, cycle, unit, report, await StoredSelfReports.Drafts(db, cycle.Code, code, stop));
    }
}
