using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EvaluationPortal.Core.Storage;

/// <summary>Where the portal's tables are: opens contexts, one for one operation, and brings the tables up to date.</summary>
public sealed class PortalDatabase
{
    private readonly Func<PortalDbContext> _open;

    private PortalDatabase(bool isSqlite, Func<PortalDbContext> open) => (IsSqlite, _open) = (isSqlite, open);

    /// <summary>SQLite lets one writer in at a time and makes the others poll; the ledger queues them instead.</summary>
    public bool IsSqlite { get; }

    /// <summary>The embedded database in that file, created when missing.</summary>
    /// <param name="readOnly">For commands beside a running server: nothing can be written, and the file must exist.</param>
    public static PortalDatabase Sqlite(string file, bool readOnly = false)
    {
        var mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate;
        var connection = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 30, Mode = mode }.ToString();
        var factory = new PooledDbContextFactory<SqlitePortalDbContext>(
            new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite(connection).AddInterceptors(new FullySynchronous()).Options);
        return new(isSqlite: true, factory.CreateDbContext);
    }

    /// <summary>A PostgreSQL database by its connection string.</summary>
    public static PortalDatabase Postgres(string connectionString)
    {
        var factory = new PooledDbContextFactory<PostgresPortalDbContext>(
            new DbContextOptionsBuilder<PostgresPortalDbContext>().UseNpgsql(connectionString).Options);
        return new(isSqlite: false, factory.CreateDbContext);
    }

    /// <summary>A context for one operation.</summary>
    public PortalDbContext Open() => _open();

    /// <summary>Whether the database answers; never throws but for cancellation.</summary>
    public async Task<bool> Answers(CancellationToken stop)
    {
        try
        {
            await using var db = Open();
            return await db.AuditHead.AnyAsync(stop);
        }
        catch (Exception e) when (IsOfTheDatabase(e))
        {
            return false;
        }
    }

    /// <summary>Whether the tables are those of this build; a command that only reads asks before it does.</summary>
    public async Task<bool> IsUpToDate(CancellationToken stop)
    {
        await using var db = Open();
        return !(await db.Database.GetPendingMigrationsAsync(stop)).Any();
    }

    /// <summary>
    /// Applies the migrations. The caller holds the data directory's lock: a first migration that was killed leaves a row in
    /// EF's own lock table, and every later start would wait for it for ever.
    /// </summary>
    /// <exception cref="RecordsRefusedException">The database cannot be reached, or triggers that keep the trail and what was filed append-only are missing.</exception>
    public async Task Migrate(CancellationToken stop)
    {
        try
        {
            await using var db = Open();
            if (IsSqlite)
            {
                await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", stop);
                await ReleaseKilledMigration(db, stop);
            }
            await db.Database.MigrateAsync(stop);
            var missing = await MissingTriggers(db, stop);
            if (missing.Count > 0) throw new RecordsRefusedException($"审计记录和已报送自查表的防改触发器缺失：{string.Join("、", missing)}。门户没有启动。请从备份恢复数据库或联系开发人员。");
        }
        catch (Exception e) when (IsOfTheDatabase(e))
        {
            throw new RecordsRefusedException($"数据库无法使用（{e.Message}）。门户没有启动。请检查Storage之下的设置、数据库服务和权限。", e);
        }
    }

    /// <summary>The triggers that keep the trail and what was filed append-only and do not stand.</summary>
    internal async Task<IReadOnlyList<string>> MissingTriggers(PortalDbContext db, CancellationToken stop) =>
        [.. AuditTriggers.Names(IsSqlite).Concat(FiledReportTriggers.Names(IsSqlite)).Except(await Triggers(db, stop))];

    /// <summary>
    /// A transaction in which everything is read as of one moment, and which keeps no writer waiting. Dispose of it before the
    /// context.
    /// </summary>
    internal async Task<IAsyncDisposable> BeginReading(PortalDbContext db, CancellationToken stop)
    {
        if (!IsSqlite) return await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        await db.Database.OpenConnectionAsync(stop);
        // EF's own would be BEGIN IMMEDIATE, which takes the writers' lock.
        var reading = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        await db.Database.UseTransactionAsync(reading, stop);
        return reading;
    }

    private async Task<IReadOnlyList<string>> Triggers(PortalDbContext db, CancellationToken stop) => await db.Database.SqlQueryRaw<string>(IsSqlite
        ? "SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('audit', 'filed_reports')"
        : "SELECT tgname::text AS \"Value\" FROM pg_trigger WHERE tgrelid IN ('audit'::regclass, 'filed_reports'::regclass) AND NOT tgisinternal AND tgenabled IN ('O', 'A')").ToListAsync(stop);

    private static bool IsOfTheDatabase(Exception e) => e is DbException || (e is InvalidOperationException && e.InnerException is DbException) || e is RetryLimitExceededException;

    private static async Task ReleaseKilledMigration(PortalDbContext db, CancellationToken stop)
    {
        var locked = await db.Database.SqlQueryRaw<int>("SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(stop);
        if (locked > 0) await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", stop);
    }
}
