using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EvaluationPortal.Core.Storage;

/// <summary>Where the portal's tables are: opens contexts, one for one operation, and brings the tables up to date.</summary>
public sealed class PortalDatabase
{
    private readonly Func<PortalDbContext> _open;

    private PortalDatabase(bool isSqlite, Func<PortalDbContext> open) => (IsSqlite, _open) = (isSqlite, open);

    /// <summary>SQLite lets one writer in at a time and makes the others poll; the ledger queues them instead.</summary>
    public bool IsSqlite { get; }

    /// <summary>The embedded database in that file, created when missing.</summary>
    public static PortalDatabase Sqlite(string file)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 30 }.ToString();
        var factory = new PooledDbContextFactory<SqlitePortalDbContext>(
            new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite(connection).Options);
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

    /// <summary>
    /// Applies the migrations. The caller holds the data directory's lock: a first migration that was killed leaves a row in
    /// EF's own lock table, and every later start would wait for it for ever.
    /// </summary>
    /// <exception cref="InvalidOperationException">The triggers that keep the trail append-only are missing.</exception>
    public async Task Migrate(CancellationToken stop)
    {
        await using var db = Open();
        if (IsSqlite)
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", stop);
            await ReleaseKilledMigration(db, stop);
        }
        await db.Database.MigrateAsync(stop);
        var triggers = await db.Database.SqlQueryRaw<string>(IsSqlite
            ? "SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
            : "SELECT tgname::text AS \"Value\" FROM pg_trigger WHERE tgrelid = 'audit'::regclass AND NOT tgisinternal AND tgenabled <> 'D'").ToListAsync(stop);
        var missing = AuditTriggers.Names(IsSqlite).Except(triggers).ToList();
        if (missing.Count > 0) throw new InvalidOperationException($"审计记录的防改触发器缺失：{string.Join("、", missing)}。请从备份恢复数据库或联系开发人员。");
    }

    private static async Task ReleaseKilledMigration(PortalDbContext db, CancellationToken stop)
    {
        var locked = await db.Database.SqlQueryRaw<int>("SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(stop);
        if (locked > 0) await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", stop);
    }
}
