using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>The tables that were adopted, for whoever manages cycles.</summary>
public sealed class ReadSchemes(PortalDatabase database, People people)
{
    /// <summary>All of them; none for somebody who may not manage cycles.</summary>
    public async Task<IReadOnlyList<Scheme>> Run(PersonId by, CancellationToken stop)
    {
        if (people.Find(by) is not { } person || !PermissionTable.Ask(person, Permission.ManageCycle).IsGranted) return [];
        await using var db = database.Open();
        return await StoredSchemes.All(db, stop);
    }

    /// <summary>All of them with who adopted them and which cycles are scored by each, the last adopted first; none for somebody who may not manage cycles.</summary>
    public async Task<ImmutableArray<AdoptedScheme>> Adopted(PersonId by, CancellationToken stop)
    {
        var schemes = await Run(by, stop);
        if (schemes.Count == 0) return [];
        await using var db = database.Open();
        var cycles = (await db.Cycles.AsNoTracking().Select(c => new { c.SchemeDigest, c.Name }).ToListAsync(stop)).ToLookup(c => c.SchemeDigest, c => c.Name);
        var entries = await db.Audit.AsNoTracking().Where(e => e.Kind == AuditKinds.SchemeAdopted).OrderBy(e => e.Sequence).ToListAsync(stop);
        var adopted = entries.ToLookup(e => EventDetails.Read(e.After).Scheme ?? "");
        return
        [
            .. schemes.Select(scheme => (Scheme: scheme, Entry: adopted[scheme.Digest].FirstOrDefault()))
                .OrderByDescending(found => found.Entry?.Sequence ?? 0).ThenByDescending(found => found.Scheme.Code, StringComparer.Ordinal)
                .Select(found => new AdoptedScheme(found.Scheme, found.Entry is { } entry ? new PersonId(entry.By) : null, found.Entry?.At, [.. cycles[found.Scheme.Digest]])),
        ];
    }
}

/// <summary>A table that cycles can be made from.</summary>
/// <param name="By">Who adopted it; null for the one that came with the portal.</param>
/// <param name="At">UTC; null as for <paramref name="By"/>.</param>
/// <param name="Cycles">Names of the cycles scored by it; empty where none is yet.</param>
public sealed record AdoptedScheme(Scheme Scheme, PersonId? By, DateTime? At, ImmutableArray<string> Cycles);
