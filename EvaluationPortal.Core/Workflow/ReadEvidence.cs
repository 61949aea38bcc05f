using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Storage.Evidence;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Lists files of evidence, and hands one out: to whoever may see it, and never without an entry on the trail.</summary>
public sealed class ReadEvidence(PortalDatabase database, LiveScoreboards live, People people, EvidenceStore store, NoteEvents note)
{
    /// <summary>The files that stand in one place, in the order they came; none where the person may not see them.</summary>
    public async Task<IReadOnlyList<EvidenceFile>> Of(PersonId by, string cycle, EvidenceAddress address, CancellationToken stop)
    {
        if (people.Find(by) is not { } person || live.Find(cycle) is not { Cycle: var known }) return [];
        if (address.In(known).Place is not { } place || EvidenceRules.AskToSee(person, known, place) is Denied) return [];
        var (unit, indicator) = (address.Unit?.Value, address.Indicator?.Value);
        await using var db = database.Open();
        var rows = await db.Evidence.AsNoTracking().Where(e => e.Cycle == cycle && e.Unit == unit && e.Indicator == indicator && e.Source == address.Source && e.About == address.About && e.RemovedAt == null).OrderBy(e => e.At).ThenBy(e => e.Version).ToListAsync(stop);
        return [.. rows.Select(row => Seen(person, known, place, row))];
    }

    /// <summary>The files of all places that the person may see, in the order they came.</summary>
    /// <param name="unit">Of that unit only; null for all.</param>
    public async Task<IReadOnlyList<EvidenceFile>> All(PersonId by, string cycle, UnitCode? unit, CancellationToken stop)
    {
        if (people.Find(by) is not { } person || live.Find(cycle) is not { Cycle: var known }) return [];
        await using var db = database.Open();
        var of = unit?.Value;
        var rows = await db.Evidence.AsNoTracking().Where(e => e.Cycle == cycle && (of == null || e.Unit == of) && e.RemovedAt == null).OrderBy(e => e.At).ThenBy(e => e.Version).ToListAsync(stop);
        return [.. rows.Select(row => (Row: row, EvidenceFile.AddressOf(row).In(known).Place))
            .Where(f => f.Place is not null && EvidenceRules.AskToSee(person, known, f.Place).IsGranted).Select(f => Seen(person, known, f.Place!, f.Row))];
    }

    /// <summary>One file with its content; a removed one too. Nothing is said of one that the person may not see, not even that it is there.</summary>
    /// <param name="from">Network address of the client, for the trail.</param>
    public async Task<EvidenceHandedOut> Run(PersonId by, string cycle, Guid id, string? from, CancellationToken stop)
    {
        if (people.Find(by) is not { } person) return new(null, null, People.Gone);
        await using var db = database.Open();
        var row = await db.Evidence.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id && e.Cycle == cycle, stop);
        if (row is null || live.Find(cycle) is not { Cycle: var known } || EvidenceFile.AddressOf(row).In(known).Place is not { } place || EvidenceRules.AskToSee(person, known, place) is Denied)
        {
            return new(null, null, RemoveEvidence.Unknown);
        }

        if (store.Open(row.Sha256) is not { } content) return new(null, null, $"材料“{row.Name}”的文件缺失，请联系管理员。");
        try
        {
            await note.EvidenceDownloaded(by, row, from, stop);
            return new(Seen(person, known, place, row), content, null);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }

    private EvidenceFile Seen(Person person, Cycle cycle, EvidencePlace place, EvidenceRow row) =>
        EvidenceFile.Of(row, EvidenceRules.HidesName(person, cycle, place) ? null : people.NameOf(new(row.By)));
}

/// <param name="File">Null where there is none for the person.</param>
/// <param name="Content">Open at its beginning; whoever takes it closes it.</param>
/// <param name="Why">Why there is none.</param>
public sealed record EvidenceHandedOut(EvidenceFile? File, Stream? Content, string? Why);
