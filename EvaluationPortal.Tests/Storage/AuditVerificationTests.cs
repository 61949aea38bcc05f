using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Tests.Schemes;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Tests.Storage;

/// <summary>Somebody with the database's password changes the trail or the rows; the first broken entry is named.</summary>
public abstract class AuditVerificationTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    protected override bool WithPersonas => false;

    /// <summary>Entry 1 opens the cycle, 2 to 7 are assessments, 7 is the second of the cell of 2.</summary>
    private const int Entries = 7;

    [Fact]
    public async Task A_trail_as_the_ledger_wrote_it_is_in_order()
    {
        await WriteTrail();
        Assert.Equal(new VerifiedTrail(Entries, (await Records.TrailAsync())[^1].Hash, null), await Records.VerifyAsync());
    }

    [Theory]
    [InlineData("at = at + 1")]
    [InlineData("\"by\" = 'reviewer-2'")]
    [InlineData("kind = 'other'")]
    [InlineData("cycle = '2023'")]
    [InlineData("unit = 'jiuting'")]
    [InlineData("indicator = '9.1'")]
    [InlineData("source = 2")]
    [InlineData("edit_id = '00000000-0000-0000-0000-00000000000b'")]
    [InlineData("edit_id = 'no guid'")]
    [InlineData("batch = '00000000-0000-0000-0000-00000000000b'")]
    [InlineData("before = '{}'")]
    [InlineData("after = NULL")]
    [InlineData("reason = NULL")]
    [InlineData("previous_hash = hash")]
    [InlineData("hash = previous_hash")]
    public async Task A_changed_column_is_named(string change) => await Named(AuditFaultKind.Altered, 4, $"UPDATE audit SET {change} WHERE sequence = 4");

    [Fact]
    public async Task A_deleted_entry_is_named() => await Named(AuditFaultKind.Missing, 3, "DELETE FROM audit WHERE sequence IN (3, 5)");

    [Fact]
    public async Task A_deleted_first_entry_is_named() => await Named(AuditFaultKind.Missing, 1, "DELETE FROM audit WHERE sequence = 1");

    [Fact]
    public async Task Exchanged_entries_are_named() => await Named(AuditFaultKind.OutOfOrder, 3,
        "UPDATE audit SET sequence = 100 WHERE sequence = 3; UPDATE audit SET sequence = 3 WHERE sequence = 5; UPDATE audit SET sequence = 5 WHERE sequence = 100");

    [Fact]
    public async Task A_deleted_entry_with_the_rest_renumbered_is_named() => await Named(AuditFaultKind.OutOfOrder, 4,
        "DELETE FROM audit WHERE sequence = 4; UPDATE audit SET sequence = 4 WHERE sequence = 5; UPDATE audit SET sequence = 5 WHERE sequence = 6; UPDATE audit SET sequence = 6 WHERE sequence = 7; UPDATE audit_head SET sequence = 6");

    [Fact]
    public async Task A_truncated_tail_is_named() => await Named(AuditFaultKind.Truncated, 6, "DELETE FROM audit WHERE sequence >= 6");

    [Fact]
    public async Task A_changed_head_is_named() => await Named(AuditFaultKind.HeadAltered, Entries, "UPDATE audit_head SET hash = 'other'");

    [Fact]
    public async Task A_missing_head_is_named() => await Named(AuditFaultKind.HeadAltered, Entries, "DELETE FROM audit_head");

    [Fact]
    public async Task An_entry_put_in_between_with_a_right_hash_is_named()
    {
        await WriteTrail();
        await Records.DropTriggersAsync();
        for (var sequence = Entries; sequence >= 4; sequence--) await Records.ExecuteAsync($"UPDATE audit SET sequence = {sequence + 1} WHERE sequence = {sequence}");
        await Insert(4);
        await Records.ExecuteAsync("UPDATE audit_head SET sequence = sequence + 1");
        await Named(AuditFaultKind.Inserted, 4);
    }

    [Fact]
    public async Task An_entry_put_at_the_end_with_a_right_hash_is_named()
    {
        await WriteTrail();
        await Insert(Entries + 1);
        await Named(AuditFaultKind.Inserted, Entries + 1);
    }

    [Fact]
    public async Task An_entry_exchanged_as_a_whole_with_a_right_hash_is_named()
    {
        await WriteTrail();
        await Records.DropTriggersAsync();
        await Records.ExecuteAsync("DELETE FROM audit WHERE sequence = 4");
        await Insert(4);
        await Named(AuditFaultKind.Altered, 4);
    }

    [Theory]
    [InlineData("UPDATE assessments SET observation = '{\"level\":1}' WHERE version = 4", 4)]
    [InlineData("UPDATE assessments SET observation = NULL WHERE version = 4", 4)]
    [InlineData("UPDATE assessments SET reason = 'other' WHERE version IN (5, 6)", 5)]
    [InlineData("UPDATE assessments SET \"by\" = 'leader' WHERE version = 4", 4)]
    [InlineData("UPDATE assessments SET at = at + 1 WHERE version = 4", 4)]
    [InlineData("UPDATE assessments SET version = 2 WHERE version = 7", 7)]
    [InlineData("DELETE FROM assessments WHERE version = 6", 6)]
    [InlineData("UPDATE assessments SET source = 3 WHERE version = 6", 6)]
    [InlineData("UPDATE assessments SET unit = 'jiuting' WHERE version = 6", 6)]
    [InlineData("UPDATE cycles SET stage = 4", 1)]
    [InlineData("UPDATE cycles SET name = 'other'", 1)]
    [InlineData("UPDATE cycles SET version = 3", 1)]
    [InlineData("UPDATE units SET kind = '区政府部门' WHERE code = 'sijing'", 1)]
    [InlineData("DELETE FROM units WHERE code = 'xinqiao'", 1)]
    [InlineData("UPDATE schemes SET file = CAST('x' AS {blob})", 1)]
    public async Task A_row_changed_beside_the_ledger_is_named(string statement, int sequence) =>
        await Named(AuditFaultKind.RowDiffers, sequence, statement.Replace("{blob}", IsSqlite ? "BLOB" : "bytea", StringComparison.Ordinal));

    [Theory]
    [InlineData("UPDATE people SET person = REPLACE(person, 'liaison', 'chief') WHERE id = 'liaison-yueyang'")]
    [InlineData("DELETE FROM people WHERE id = 'liaison-yueyang'")]
    [InlineData("UPDATE people SET version = 1 WHERE id = 'liaison-yueyang'")]
    [InlineData("UPDATE people SET id = 'somebody' WHERE id = 'liaison-yueyang'")]
    public async Task A_person_changed_beside_the_ledger_is_named(string statement)
    {
        await new Core.Workflow.AddPersonas(Records.Ledger, Records.LivePeople).Run(Songjiang2022.Units, Stop);
        Assert.Null((await Records.VerifyAsync()).Fault);
        var added = (await Records.TrailAsync()).Single(e => e.Subject == "liaison-yueyang").Sequence;
        await Records.ExecuteAsync(statement);
        await Named(AuditFaultKind.RowDiffers, added);
    }

    [Fact]
    public async Task A_trail_in_order_that_has_lost_its_triggers_is_reported()
    {
        await WriteTrail();
        await Records.DropTriggersAsync();
        var fault = (await Records.VerifyAsync()).Fault!;
        Assert.Equal(AuditFaultKind.Unprotected, fault.Kind);
        Assert.All(Records.Triggers(IsSqlite), t => Assert.Contains(t.Trigger, fault.What, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_changed_setting_of_the_cycle_is_on_the_trail_and_verified()
    {
        await new Core.Workflow.AddPersonas(Records.Ledger, Records.LivePeople).Run(Songjiang2022.Units, Stop);
        var before = (await Records.TrailAsync()).Count;
        var set = new Core.Workflow.SetFullMark(Records.Ledger, Records.Live, Records.People);
        foreach (var full in (decimal?[])[100, 50, 50, null, 80]) Assert.True((await set.Run(new("administrator"), Records.Cycle, new("1.3"), full, Stop)).IsGranted);
        Assert.Equal(before + 4, (await Records.TrailAsync()).Count);
        Assert.Null((await Records.VerifyAsync()).Fault);
        await Records.ExecuteAsync("UPDATE cycles SET settings = REPLACE(settings, '80', '90')");
        await Named(AuditFaultKind.RowDiffers, before + 4);
    }

    [Fact]
    public async Task Reading_is_as_of_one_moment_while_others_write()
    {
        await new Core.Workflow.AddPersonas(Records.Ledger, Records.LivePeople).Run(Songjiang2022.Units, Stop);
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var n = 0; !enough.IsCancellationRequested; n++)
            {
                await Records.EditAsync("reviewer-1", Records.Edit("sijing", "1.1", new Level(n % 2 + 1), long.MaxValue));
            }
        }, Stop);
        for (var n = 0; n < 20; n++) Assert.Null((await Records.VerifyAsync()).Fault);
        await enough.CancelAsync();
        await writing;
    }

    /// <summary>The reviewers have rows only as long as they score: their own entries would come before.</summary>
    private async Task WriteTrail()
    {
        await using (var db = Records.Database.Open())
        {
            foreach (var reviewer in Records.People.All.Where(p => p.Is(Core.Access.Role.Reviewer)))
            {
                db.People.Add(new() { Id = reviewer.Id.Value, Name = reviewer.Name, Person = StoredPeople.Write(reviewer), Since = 0, Version = 0 });
            }
            await db.SaveChangesAsync(Stop);
        }
        string[] indicators = ["1.1", "1.2", "1.4", "5.1", "6.1"];
        Observation[] observations = [new Level(1), Findings.OfCount(2), new Level(2), new Level(3), new Judged(4, "案例不足")];
        foreach (var (indicator, observation) in indicators.Zip(observations))
        {
            Assert.IsType<Core.Workflow.Saved>(await Records.EditAsync("reviewer-1", Records.Edit("sijing", indicator, observation, reason: "核查")));
        }
        Assert.IsType<Core.Workflow.Saved>(await Records.EditAsync("reviewer-2", Records.Edit("sijing", "1.1", new Level(2), seen: 2)));
        await Records.ExecuteAsync("DELETE FROM people");
    }

    /// <summary>A forged entry that joins on to the one before and carries the hash it should.</summary>
    private async Task Insert(long sequence)
    {
        await using var db = Records.Database.Open();
        var before = await db.Audit.AsNoTracking().SingleAsync(e => e.Sequence == sequence - 1, Stop);
        var forged = new AuditEntry { Sequence = sequence, At = before.At, By = "leader", Kind = "other", PreviousHash = before.Hash, Hash = "" };
        forged.Hash = forged.ComputeHash();
        db.Audit.Add(forged);
        await db.SaveChangesAsync(Stop);
    }

    private async Task Named(AuditFaultKind kind, long sequence, string statement)
    {
        await WriteTrail();
        await Records.DropTriggersAsync();
        foreach (var one in statement.Split(';')) await Records.ExecuteAsync(one);
        await Named(kind, sequence);
    }

    private async Task Named(AuditFaultKind kind, long sequence)
    {
        var fault = (await Records.VerifyAsync()).Fault;
        Assert.Equal((kind, sequence), (fault?.Kind, fault?.Sequence));
        Assert.Contains($"第{sequence}条", fault!.What, StringComparison.Ordinal);
    }
}

public sealed class AuditVerificationOnSqliteTests(Databases databases) : AuditVerificationTests(Provider.Sqlite, databases);

public sealed class AuditVerificationOnPostgresTests(Databases databases) : AuditVerificationTests(Provider.Postgres, databases);
