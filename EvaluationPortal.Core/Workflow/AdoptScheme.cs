using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>采用考核评估表: keeps a checked scheme file for ever, known by its digest. It scores nobody until a cycle is made from it.</summary>
public sealed class AdoptScheme(Ledger ledger, People people)
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>Whether a person may adopt tables at all.</summary>
    public static Permit Ask(Person person) => PermissionTable.Ask(person, Permission.ManageCycle);

    /// <summary>Adopts the file. One that is there already is left as it is, and that counts as done.</summary>
    /// <param name="file">As <see cref="SchemeFile.Write"/> gives it, or of anybody's making.</param>
    public async Task<SchemeAdopted> Run(PersonId by, byte[] file, CancellationToken stop = default)
    {
        if (file.Length > MostBytes) return new(null, [$"文件有{file.Length}字节，最大{MostBytes}字节。"]);
        var reading = SchemeFile.Read(file);
        if (reading.Scheme is not { } scheme) return new(null, [.. reading.Faults.Select(fault => fault.ToString())]);
        return await ledger.Write<SchemeAdopted>(async transaction =>
        {
            if (people.Find(by) is not { } person) return new(null, [People.Gone]);
            if (Ask(person) is Denied denied) return new(null, [denied.Why]);
            if (await transaction.Db.Schemes.AnyAsync(s => s.Digest == scheme.Digest, stop)) return new(scheme.Digest, []) { WasThere = true };
            transaction.Db.Schemes.Add(new() { Digest = scheme.Digest, Code = scheme.Code, File = file });
            transaction.Append(by, AuditKinds.SchemeAdopted, e => e.After = new EventDetails(Scheme: scheme.Digest, Table: scheme.Name).Write());
            return new(scheme.Digest, []);
        }, stop).ConfigureAwait(false); // As in RecordAssessments.
    }
}

/// <param name="Digest">The scheme's; null where it was refused.</param>
/// <param name="Faults">Chinese sentences; empty where it is adopted.</param>
public sealed record SchemeAdopted(string? Digest, IReadOnlyList<string> Faults)
{
    /// <summary>The same file had been adopted before.</summary>
    public bool WasThere { get; init; }
}
