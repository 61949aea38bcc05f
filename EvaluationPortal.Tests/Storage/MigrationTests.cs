using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Tests.Storage;

public abstract class MigrationTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    [Fact]
    public async Task The_migrations_make_the_tables_that_the_code_expects()
    {
        await using var db = Records.Database.Open();
        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Stop));
    }

    [Fact]
    public async Task An_empty_database_is_brought_up_to_date_and_stays_so()
    {
        var empty = await EmptyAsync();
        await empty.Database.Migrate(Stop);
        await empty.Database.Migrate(Stop);
        await empty.OpenCycleAsync();
        Assert.Equal(new VerifiedTrail(1, (await empty.TrailAsync())[0].Hash, null), await empty.VerifyAsync());
    }

    [Fact]
    public async Task A_database_whose_trail_or_filed_reports_could_be_changed_is_refused_at_start()
    {
        foreach (var (trigger, table) in Records.Triggers(IsSqlite))
        {
            var records = await CopyAsync();
            await records.ExecuteAsync($"DROP TRIGGER {trigger}{(IsSqlite ? "" : $" ON {table}")}");
            var refused = await Assert.ThrowsAsync<RecordsRefusedException>(() => records.Database.Migrate(Stop));
            Assert.Contains(trigger, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Only_a_database_with_tables_answers()
    {
        Assert.True(await Records.Database.Answers(Stop));
        Assert.False(await (await EmptyAsync()).Database.Answers(Stop));
    }
}

public sealed class MigrationOnSqliteTests(Databases databases) : MigrationTests(Provider.Sqlite, databases)
{
    [Fact]
    public async Task Every_connection_waits_for_the_disk_and_writers_do_not_stop_readers()
    {
        await using var one = Records.Database.Open();
        await using var two = Records.Database.Open();
        foreach (var db in (PortalDbContext[])[one, two, one])
        {
            // Held open in turn, so that one is new and one comes out of the pool.
            await db.Database.OpenConnectionAsync(Stop);
            Assert.Equal("wal", await Pragma<string>(db, "journal_mode"));
            Assert.Equal(2, await Pragma<long>(db, "synchronous"));
            Assert.Equal(1, await Pragma<long>(db, "foreign_keys"));
            if (db == one) await db.Database.CloseConnectionAsync();
        }
    }

    [Fact]
    public async Task The_disk_is_waited_for_whatever_the_pooled_connection_was_set_to()
    {
        await Records.ExecuteAsync("PRAGMA synchronous = OFF");
        await using var db = Records.Database.Open();
        await db.Database.OpenConnectionAsync(Stop);
        Assert.Equal(2, await Pragma<long>(db, "synchronous"));
    }

    [Fact]
    public async Task The_lock_row_of_a_killed_migration_does_not_stop_the_next_start()
    {
        await LeaveLockRow();
        await Records.Database.Migrate(Stop);
    }

    /// <summary>The control: without letting go of the row, the framework waits for ever.</summary>
    [Fact]
    public async Task Left_alone_the_lock_row_would_stop_it()
    {
        await LeaveLockRow();
        await using var db = Records.Database.Open();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.Database.MigrateAsync(patience.Token));
    }

    private Task LeaveLockRow() => Records.ExecuteAsync("""
        CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
        INSERT OR REPLACE INTO "__EFMigrationsLock" VALUES (1, '2022-11-20');
        """);

    private static async Task<T> Pragma<T>(PortalDbContext db, string name)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA " + name;
        return (T)(await command.ExecuteScalarAsync(Stop))!;
    }
}

public sealed class MigrationOnPostgresTests(Databases databases) : MigrationTests(Provider.Postgres, databases);
