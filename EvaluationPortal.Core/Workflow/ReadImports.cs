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
        var rows = await db.Imports.AsNoTracking().Where(i => i.Cycle == cycle && (seesAll || i.By == by.Value)).OrderByDescending(i => i.At).Take(MostListed)
            .Select(i => new { i.Id, i.Kind, i.FileName, i.By, i.At, i.Standing }).ToListAsync(stop);
        return [.. rows.Select(i => new ListedImport(i.Id, i.Kind, i.FileName, new(i.By), i.At, StoredImports.Standing(i.Standing)))];
    }

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
}
