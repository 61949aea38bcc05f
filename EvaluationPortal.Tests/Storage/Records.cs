using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Schemes;
using EvaluationPortal.Tests.Web;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace EvaluationPortal.Tests.Storage;

/// <summary>One test's database and the real parts that work on it: ledger, boards, people, use cases.</summary>
public sealed class Records : IAsyncDisposable
{
    public const string Cycle = "2022";

    /// <summary>Entries of the trail when a test with personas begins: the cycle's, and one for each persona.</summary>
    public static readonly int Begun = 1 + Personas.Ids.Length;

    private readonly TemporaryDirectory? _directory;

    public Records(PortalDatabase database, TemporaryDirectory? directory = null)
    {
        (Database, _directory) = (database, directory);
        Ledger = new(database, Clock);
        Live = new(database, NullLogger<LiveScoreboards>.Instance);
        LivePeople = new(database, People, NullLogger<LivePeople>.Instance) { WithPersonas = true };
        People.Replace(Personas.Among(Songjiang2022.Units));
        Record = new(Ledger, Live, People);
    }

    public PortalDatabase Database { get; }

    /// <summary>The personas have rows too, and each an entry behind the cycle's.</summary>
    public bool HasPersonas { get; init; }

    /// <summary>Stands at a moment that is no whole millisecond.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2022, 11, 20, 1, 2, 3, TimeSpan.Zero).AddTicks(4_567));

    public Ledger Ledger { get; }
    public LiveScoreboards Live { get; }
    public People People { get; } = new();
    public LivePeople LivePeople { get; }
    public RecordAssessments Record { get; }
    public LiveRecords LiveRecords { get; } = new(NullLogger<LiveRecords>.Instance);
    public Scoreboard Board => Live.Of(Cycle);

    /// <summary>Path of the SQLite file.</summary>
    public string File => Path.Combine(_directory!.Path, "portal.db");

    public Task OpenCycleAsync(Stage stage = Stage.Review, string code = Cycle) =>
        new OpenCycle(Ledger, Live).Run(PersonId.System, code, code + "年考核评估", stage, Songjiang2022.Scheme, Songjiang2022.SchemeBytes, Songjiang2022.Units, new(), CancellationToken.None);

    public Task LoadAsync() => Live.Load(CancellationToken.None);

    /// <summary>Records one edit.</summary>
    public async Task<Outcome> EditAsync(string by, Edit edit, string cycle = Cycle) => Assert.Single(await Record.Run(new(by), cycle, [edit]));

    /// <summary>An edit by the office.</summary>
    public static Edit Edit(string unit, string indicator, Observation? observation, long seen = 0, Source source = Source.Office, string? reason = null, Guid? id = null) =>
        new(id ?? Guid.NewGuid(), new(unit), new(indicator), source, observation, reason, seen);

    /// <summary>The board as the rows have it.</summary>
    public async Task<Scoreboard> StoredAsync()
    {
        await using var db = Database.Open();
        return (await StoredScoreboards.Read(db, Cycle, CancellationToken.None))!;
    }

    /// <summary>The trail without the personas' own entries, which lie between the cycle and the test.</summary>
    public async Task<IReadOnlyList<AuditEntry>> TrailAsync()
    {
        await using var db = Database.Open();
        var all = await db.Audit.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync();
        return [.. all.Where(e => !HasPersonas || e.Sequence is 1 || e.Sequence > Begun)];
    }

    /// <summary>Changes people in their rows only: as a commit does of which memory has not heard yet.</summary>
    public async Task ChangeInRowsAsync(Func<Person, Person> change, params string[] ids)
    {
        await using var db = Database.Open();
        foreach (var row in await db.People.Where(p => ids.Length == 0 || ids.Contains(p.Id)).ToListAsync()) row.Person = StoredPeople.Write(change(StoredPeople.Person(row)));
        await db.SaveChangesAsync();
    }

    /// <summary>The anchor file beside the SQLite file.</summary>
    public AuditAnchors Anchors => new(Path.Combine(_directory!.Path, AuditAnchors.FileName));

    /// <summary>Appends so many entries that change no row.</summary>
    public async Task NoteAsync(int count)
    {
        for (var n = 0; n < count; n++) await Ledger.Write(t => Task.FromResult(t.Append(new("leader"), "tested", e => e.Reason = "as it was")));
    }

    /// <summary>Makes the trail anew from that entry on, hashes, head and all, as somebody would who knows how.</summary>
    public async Task RewriteAsync(long sequence)
    {
        await DropTriggersAsync();
        await using var db = Database.Open();
        var previous = "";
        foreach (var entry in await db.Audit.OrderBy(e => e.Sequence).ToListAsync())
        {
            if (entry.Sequence == sequence) entry.Reason = "as it should have been";
            entry.PreviousHash = previous;
            previous = entry.Hash = entry.ComputeHash();
        }
        (await db.AuditHead.SingleAsync()).Hash = previous;
        await db.SaveChangesAsync();
        await RestoreTriggersAsync();
    }

    public Task<VerifiedTrail> VerifyAsync() => new AuditVerification(Database).Run();

    /// <summary>Runs a statement beside the ledger, as somebody with the database's password would.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var db = Database.Open();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The triggers that keep the trail and what was filed append-only, each with its table.</summary>
    public static IEnumerable<(string Trigger, string Table)> Triggers(bool sqlite) =>
        AuditTriggers.Names(sqlite).Select(t => (t, "audit")).Concat(FiledReportTriggers.Names(sqlite).Select(t => (t, "filed_reports")));

    /// <summary>Takes them away.</summary>
    public Task DropTriggersAsync() => ExecuteAsync(string.Concat(Triggers(Database.IsSqlite).Select(t => $"DROP TRIGGER {t.Trigger}{(Database.IsSqlite ? "" : $" ON {t.Table}")};")));

    /// <summary>Puts them back, so that nothing shows that they were gone.</summary>
    public Task RestoreTriggersAsync() =>
        ExecuteAsync(Database.IsSqlite ? AuditTriggers.Sqlite + FiledReportTriggers.Sqlite : (AuditTriggers.Postgres + FiledReportTriggers.Postgres).Replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", StringComparison.Ordinal));

    /// <summary>Lets go of pooled connections: files can be copied, PostgreSQL's databases be templates.</summary>
    public async Task CloseConnections()
    {
        await using var db = Database.Open();
        switch (db.Database.GetDbConnection())
        {
            case SqliteConnection sqlite: SqliteConnection.ClearPool(sqlite); break;
            case NpgsqlConnection postgres: NpgsqlConnection.ClearPool(postgres); break;
            case var other: throw new System.Diagnostics.UnreachableException(other.GetType().Name);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseConnections();
        Ledger.Dispose();
        LivePeople.Dispose();
        _directory?.Dispose();
    }
}

internal static class AnchoredRecords
{
    /// <summary>Writes the head as it is now to the anchor file.</summary>
    public static async Task AppendHeadAsync(this AuditAnchors anchors, Records records)
    {
        await using var db = records.Database.Open();
        anchors.Append((await StoredTrail.Head(db, CancellationToken.None))!, records.Clock.GetUtcNow().UtcDateTime);
    }
}
