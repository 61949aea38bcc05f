using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Makes a cycle from an adopted table and a roster.</summary>
public sealed class OpenCycle(Ledger ledger, LiveScoreboards live)
{
    /// <summary>Opens the cycle; an existing one of that code is left as it is.</summary>
    /// <param name="schemeFile">The table's file, already checked.</param>
    /// <returns>Whether it was new.</returns>
    public async Task<bool> Run(PersonId by, string code, string name, Stage stage, Scheme scheme, byte[] schemeFile, ImmutableArray<Unit> units, CycleSettings settings, CancellationToken stop)
    {
        var opened = await ledger.Write(async transaction =>
        {
            var db = transaction.Db;
            if (await db.Cycles.AnyAsync(c => c.Code == code, stop)) return false;
            if (!await db.Schemes.AnyAsync(s => s.Digest == scheme.Digest, stop)) db.Schemes.Add(new() { Digest = scheme.Digest, Code = scheme.Code, File = schemeFile });
            Add(transaction, by, new() { Code = code, Name = name, Stage = stage, SchemeDigest = scheme.Digest, Settings = StoredJson.Write(settings), Version = 0 }, units);
            return true;
        }, stop).ConfigureAwait(false); // As in RecordAssessments.
        if (opened) await live.Reload(code, CancellationToken.None);
        return opened;
    }

    /// <summary>Writes a new cycle's rows and entry; its table is there already.</summary>
    internal static void Add(LedgerTransaction transaction, PersonId by, CycleRow row, ImmutableArray<Unit> units)
    {
        var roster = UnitRows(row.Code, units);
        row.Version = transaction.Append(by, AuditKinds.CycleOpened, entry => (entry.Cycle, entry.After) = (row.Code, StoredJson.Write(row, roster)));
        transaction.Db.Cycles.Add(row);
        transaction.Db.Units.AddRange(roster);
    }

    /// <summary>The units as rows of that cycle.</summary>
    internal static IReadOnlyList<UnitRow> UnitRows(string cycle, IEnumerable<Unit> units) =>
    [
        .. units.Select(u => new UnitRow
        {
            Cycle = cycle, Code = u.Code.Value, Name = u.Name, ShortNames = StoredJson.Write(u.ShortNames), Kind = u.Kind, RankingGroup = u.RankingGroup, Order = u.Order,
            Predecessors = u.Predecessors.IsEmpty ? null : StoredJson.Write([.. u.Predecessors.Select(p => p.Value)]),
        }),
    ];
}
