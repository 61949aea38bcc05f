using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

public abstract class ReadTrailTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private static readonly PersonId Auditor = new("security-auditor");

    private ReadTrail Trail => field ??= new(Records.Database, Records.People);

    [Fact]
    public async Task Pages_have_every_entry_once_the_newest_first()
    {
        await Records.NoteAsync(ReadTrail.PageSize * 2);
        var (all, before) = (new List<long>(), long.MaxValue);
        while (true)
        {
            var page = await Trail.Page(Auditor, new(), before, Stop);
            all.AddRange(page.Entries.Select(e => e.Sequence));
            before = all[^1];
            if (!page.HasMore) break;
            Assert.Equal(ReadTrail.PageSize, page.Entries.Length);
        }
        Assert.Equal(Enumerable.Range(1, (ReadTrail.PageSize * 2) + Records.Begun).Reverse().Select(n => (long)n), all);
    }

    [Fact]
    public async Task Each_filter_and_all_together_leave_what_fits()
    {
        await Records.EditAsync("reviewer-1", Records.Edit("sijing", "1.1", new Level(1)));
        Records.Clock.Advance(TimeSpan.FromHours(1));
        await Records.EditAsync("reviewer-2", Records.Edit("sijing", "1.4", new Level(1)));
        await Records.EditAsync("reviewer-2", Records.Edit("yueyang", "1.1", new Level(1)));
        var later = Records.Clock.GetUtcNow().UtcDateTime;
        var second = new DateTime(2022, 11, 20, 2, 2, 3, DateTimeKind.Utc);
        Assert.Equal(second, later.AddTicks(-4_567));
        await Fits(new(), 4, 3, 2, 1);
        await Fits(new(By: new("reviewer-2")), 4, 3);
        await Fits(new(Unit: new("sijing")), 3, 2);
        await Fits(new(Indicator: new("1.1")), 4, 2);
        await Fits(new(Kind: AuditKinds.CycleOpened), 1);
        await Fits(new(From: second), 4, 3);
        await Fits(new(Until: second), 2, 1);
        await Fits(new(new("reviewer-2"), new("sijing"), new("1.4"), AuditKinds.Assessed, second, second.AddMilliseconds(1)), 3);
        await Fits(new(By: new("nobody")));
    }

    [Theory]
    [InlineData("security-auditor", true)]
    [InlineData("administrator", true)]
    [InlineData("reviewer-1", false)]
    [InlineData("system-administrator", false)]
    [InlineData("stranger", false)]
    public async Task Who_may_not_read_it_gets_nothing(string person, bool may)
    {
        Assert.Equal(may ? Records.Begun : 0, (await Trail.Page(new(person), new(), stop: Stop)).Entries.Length);
        Assert.Equal(may ? Records.Begun : 0, await Trail.All(new(person), new(), Stop).CountAsync(Stop));
        var verified = await new VerifyTrail(Records.Database, new("none"), Records.People).Run(new(person), new Progress<TrailProgress>(), Stop);
        Assert.Equal(may, verified is not null);
    }

    [Fact]
    public async Task A_longer_export_than_one_step_has_every_entry_once()
    {
        await Records.NoteAsync(520);
        Assert.Equal(520 + Records.Begun, await Trail.All(Auditor, new(), Stop).Select(e => e.Sequence).Distinct().CountAsync(Stop));
    }

    [Fact]
    public async Task An_entry_that_cannot_be_read_is_told_and_is_no_crash()
    {
        await Records.NoteAsync(1);
        await Records.DropTriggersAsync();
        await Records.ExecuteAsync("UPDATE audit SET batch = 'no guid' WHERE sequence = 2");
        Assert.False((await Trail.Page(Auditor, new(), stop: Stop)).IsReadable);
        Assert.True((await Trail.Page(Auditor, new(), 2, Stop)).IsReadable);
    }

    /// <summary>By numbers as they would be without the personas' entries, which follow the first.</summary>
    private async Task Fits(TrailFilter filter, params long[] sequences)
    {
        Assert.Equal(sequences, Numbers((await Trail.Page(Auditor, filter, stop: Stop)).Entries));
        Assert.Equal(sequences, Numbers(await Trail.All(Auditor, filter, Stop).ToListAsync(Stop)));

        static IEnumerable<long> Numbers(IEnumerable<AuditEntry> entries) => entries.Where(e => e.Kind != AuditKinds.PersonAdded).Select(e => e.Sequence == 1 ? 1 : e.Sequence + 1 - Records.Begun);
    }
}

public sealed class ReadTrailOnSqliteTests(Databases databases) : ReadTrailTests(Provider.Sqlite, databases);

public sealed class ReadTrailOnPostgresTests(Databases databases) : ReadTrailTests(Provider.Postgres, databases);
