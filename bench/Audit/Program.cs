using System.Diagnostics;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

// A trail of 100,000 entries on SQLite: verified as verify-audit does it, beside plain reading of the same rows without hashing, in
// the same run and turn by turn. Then pages of the trail, the first, a late one and filtered ones.
const int entries = 100_000;
const int inOneTransaction = 5_000;
const int rounds = 7;
var directory = Directory.CreateTempSubdirectory("audit-bench-");
try
{
    var database = PortalDatabase.Sqlite(Path.Combine(directory.FullName, "portal.db"));
    await database.Migrate(CancellationToken.None);
    await Fill(database);

    var (verified, read, columns) = (new List<double>(), new List<double>(), new List<double>());
    for (var round = 0; round <= rounds; round++)
    {
        var one = await Time(async () =>
        {
            var trail = await new AuditVerification(database).Run();
            if (trail.Fault is { } fault || trail.Entries != entries) throw new InvalidOperationException($"The trail is not in order: {trail}");
        });
        var two = await Time(() => ReadByEf(database));
        var three = await Time(() => ReadColumns(database));
        if (round == 0) continue;
        verified.Add(one);
        read.Add(two);
        columns.Add(three);
    }

    Console.WriteLine($"{Environment.ProcessorCount} cores; {entries:N0} entries, {new FileInfo(Path.Combine(directory.FullName, "portal.db")).Length / 1e6:0} MB");
    Row("verified (chain, head, rows)", verified);
    Row("read by EF, nothing hashed", read);
    Row("read by ADO.NET, nothing hashed", columns);
    Console.WriteLine($"verifying / reading by EF: {Median(verified) / Median(read):0.00}x, by ADO.NET: {Median(verified) / Median(columns):0.00}x");

    await Page("first page", database, q => q);
    await Page("page in the middle", database, q => q.Where(e => e.Sequence < entries / 2));
    await Page("one person, rare", database, q => q.Where(e => e.By == "rare"));
    await Page("one kind, rare", database, q => q.Where(e => e.Kind == AuditKinds.SignedIn));
    await Page("one cell", database, q => q.Where(e => e.Unit == "u7" && e.Indicator == "1.7"));
    await Page("an indicator that has none", database, q => q.Where(e => e.Indicator == "9.9"));
    await Page("one hour long ago", database, q => q.Where(e => e.At >= Begin.AddHours(20) && e.At < Begin.AddHours(21)));
}
finally
{
    SqliteConnection.ClearAllPools();
    directory.Delete(recursive: true);
}
return;

static async Task Fill(PortalDatabase database)
{
    using var ledger = new Ledger(database, new Steady());
    for (var at = 0; at < entries; at += inOneTransaction)
    {
        var from = at;
        await ledger.Write(transaction =>
        {
            for (var n = from; n < from + inOneTransaction; n++)
            {
                var number = n;
                if (n % 1000 == 999)
                {
                    transaction.Append(new(n == 999 ? "rare" : "person"), AuditKinds.SignedIn, e => e.After = "{\"address\":\"10.0.0.1\"}");
                    continue;
                }
                transaction.Append(new("reviewer"), "edited", e =>
                {
                    (e.Cycle, e.Unit, e.Indicator, e.Source) = ("2022", $"u{number % 50}", $"1.{number % 26}", Source.Office);
                    (e.EditId, e.Before, e.After, e.Reason) = (Guid.CreateVersion7(), "{\"level\":1}", "{\"findings\":[{\"id\":\"1\",\"what\":\"栏目超过三个月未更新\",\"where\":\"https://example.org/news\",\"confirmed\":true}]}", "复查后更正");
                });
            }
            return Task.FromResult(0);
        });
    }
}

static async Task ReadByEf(PortalDatabase database)
{
    await using var db = database.Open();
    var length = 0L;
    await foreach (var entry in db.Audit.AsNoTracking().OrderBy(e => e.Sequence).AsAsyncEnumerable()) length += entry.Hash.Length;
    if (length != entries * 64L) throw new InvalidOperationException();
}

static async Task ReadColumns(PortalDatabase database)
{
    await using var db = database.Open();
    await db.Database.OpenConnectionAsync();
    await using var command = db.Database.GetDbConnection().CreateCommand();
    command.CommandText = "SELECT sequence, at, \"by\", kind, cycle, unit, indicator, source, edit_id, batch, before, after, reason, previous_hash, hash FROM audit ORDER BY sequence";
    await using var reader = await command.ExecuteReaderAsync();
    var values = new object[reader.FieldCount];
    while (await reader.ReadAsync()) reader.GetValues(values);
}

static async Task Page(string name, PortalDatabase database, Func<IQueryable<AuditEntry>, IQueryable<AuditEntry>> filter)
{
    var times = new List<double>();
    for (var round = 0; round < rounds; round++)
    {
        times.Add(await Time(async () =>
        {
            await using var db = database.Open();
            await filter(db.Audit.AsNoTracking()).OrderByDescending(e => e.Sequence).Take(51).ToListAsync();
        }));
    }
    Row(name, times);
}

static async Task<double> Time(Func<Task> work)
{
    var start = Stopwatch.GetTimestamp();
    await work();
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

static void Row(string name, List<double> values) => Console.WriteLine($"{name,-34} fastest {values.Min(),8:0.0} ms   median {Median(values),8:0.0} ms");

internal static partial class Program
{
    public static DateTime Begin { get; } = new(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>A clock that goes on by an hour with each look.</summary>
    private sealed class Steady : TimeProvider
    {
        private int _looks;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(Begin).AddHours(_looks++);
    }
}
