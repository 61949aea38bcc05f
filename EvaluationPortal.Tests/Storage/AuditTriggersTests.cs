using System.Data.Common;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Tests.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Storage;

public abstract class AuditTriggersTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    [Theory]
    [InlineData("UPDATE audit SET reason = 'other'")]
    [InlineData("UPDATE audit SET hash = hash")]
    [InlineData("DELETE FROM audit")]
    [InlineData("DELETE FROM audit WHERE sequence = 2")]
    public async Task An_entry_can_be_neither_changed_nor_deleted(string statement) => await IsRefused(statement);

    /// <summary>Runs the statement against a trail of two entries and finds them unchanged.</summary>
    protected async Task IsRefused(string statement)
    {
        await Records.EditAsync("reviewer-1", Records.Edit("sijing", "1.1", new Level(1), id: Known));
        var before = await Records.TrailAsync();
        var refused = await Assert.ThrowsAnyAsync<DbException>(() => Records.ExecuteAsync(statement));
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        Assert.Equivalent(before, await Records.TrailAsync(), strict: true);
    }

    protected static Guid Known { get; } = new("00000000-0000-0000-0000-00000000000a");
}

public sealed class AuditTriggersOnSqliteTests(Databases databases) : AuditTriggersTests(Provider.Sqlite, databases)
{
    private const string Columns = "INTO audit (sequence, at, \"by\", kind, edit_id, previous_hash, hash)";

    [Theory]
    [InlineData($"INSERT OR REPLACE {Columns} VALUES (2, 0, 'x', 'x', NULL, '', '')")]
    [InlineData($"REPLACE {Columns} VALUES (2, 0, 'x', 'x', NULL, '', '')")]
    [InlineData($"INSERT OR REPLACE {Columns} VALUES (3, 0, 'x', 'x', '00000000-0000-0000-0000-00000000000a', '', '')")]
    [InlineData($"INSERT {Columns} VALUES (2, 0, 'x', 'x', NULL, '', '') ON CONFLICT DO UPDATE SET reason = 'other'")]
    [InlineData("UPDATE OR REPLACE audit SET sequence = 1 WHERE sequence = 2")]
    public Task An_entry_cannot_be_replaced(string statement) => IsRefused(statement);
}

public sealed class AuditTriggersOnPostgresTests(Databases databases) : AuditTriggersTests(Provider.Postgres, databases)
{
    [Theory]
    [InlineData("TRUNCATE audit")]
    [InlineData("TRUNCATE audit CASCADE")]
    [InlineData("INSERT INTO audit (sequence, at, \"by\", kind, previous_hash, hash) VALUES (2, 0, 'x', 'x', '', '') ON CONFLICT (sequence) DO UPDATE SET reason = 'other'")]
    public Task The_trail_can_be_neither_emptied_nor_overwritten(string statement) => IsRefused(statement);
}
