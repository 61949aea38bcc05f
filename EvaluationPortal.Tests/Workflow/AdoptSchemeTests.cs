using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Schemes;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

public abstract class AdoptSchemeTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private static readonly PersonId By = Administration.Business;
    private static readonly byte[] NextYear = SchemeFile.Write(Songjiang2022.Scheme with { Code = "songjiang-2023", Name = "2023年松江区政务公开考核评估表", Previous = "songjiang-2022" });

    private AdoptScheme Adopt => new(Records.Ledger, Records.People);

    private ReadSchemes Schemes => new(Records.Database, Records.People);

    [Fact]
    public async Task An_adopted_table_is_listed_with_who_and_when_and_used_by_no_cycle_yet()
    {
        var adopted = await Adopt.Run(By, NextYear, Stop);
        Assert.Empty(adopted.Faults);
        var listed = await Schemes.Adopted(By, Stop);
        Assert.Equal(["songjiang-2023", "songjiang-2022"], listed.Select(found => found.Scheme.Code));
        Assert.Equal((adopted.Digest, By, 0), (listed[0].Scheme.Digest, listed[0].By, listed[0].Cycles.Length));
        Assert.Equal(((PersonId?)null, "2022年考核评估"), (listed[1].By, Assert.Single(listed[1].Cycles)));
    }

    [Fact]
    public async Task A_cycle_can_be_made_from_it()
    {
        await Adopt.Run(By, NextYear, Stop);
        var scheme = SchemeFile.Read(NextYear).Scheme!;
        await new OpenCycle(Records.Ledger, Records.Live).Run(By, "2023", "2023年考核评估", Stage.Setup, scheme, NextYear, Songjiang2022.Units, new(), Stop);
        Assert.Equal(["2023年考核评估"], (await Schemes.Adopted(By, Stop))[0].Cycles);
        Assert.Equal(scheme.Digest, Records.Live.Of("2023").Cycle.Scheme.Digest);
    }

    [Fact]
    public async Task It_is_told_on_the_trail_and_verified_with_it()
    {
        var digest = (await Adopt.Run(By, NextYear, Stop)).Digest;
        var entry = (await Records.TrailAsync())[^1];
        Assert.Equal((AuditKinds.SchemeAdopted, "administrator", digest, "2023年松江区政务公开考核评估表"), (entry.Kind, entry.By, EventDetails.Read(entry.After).Scheme, EventDetails.Read(entry.After).Table));
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Theory]
    [InlineData("DELETE FROM schemes WHERE code = 'songjiang-2023'", "采用的考核评估表缺失")]
    [InlineData("UPDATE schemes SET file = (SELECT file FROM schemes WHERE code = 'songjiang-2022') WHERE code = 'songjiang-2023'", "采用的考核评估表文件被改动")]
    public async Task What_is_done_to_its_file_shows(string change, string fault)
    {
        await Adopt.Run(By, NextYear, Stop);
        await Records.ExecuteAsync(change);
        Assert.Contains(fault, (await Records.VerifyAsync()).Fault!.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        var first = await Adopt.Run(By, NextYear, Stop);
        var entries = (await Records.TrailAsync()).Count;
        Assert.Equal((first.Digest, true), (await Adopt.Run(By, NextYear, Stop) is var again ? (again.Digest, again.WasThere) : default));
        Assert.Equal(entries, (await Records.TrailAsync()).Count);
    }

    [Fact]
    public async Task A_faulty_file_is_refused_with_all_its_faults()
    {
        var refused = await Adopt.Run(By, SchemeFileTests.With(("/name", null), ("/sections/8/weight", "6")).ToArray(), Stop);
        Assert.Null(refused.Digest);
        Assert.Equal(3, refused.Faults.Count);
        Assert.Single(await Schemes.Adopted(By, Stop));
    }

    [Fact]
    public async Task Nobody_but_who_manages_cycles_adopts_or_lists_tables()
    {
        foreach (var other in Records.People.All.Where(person => !person.Is(Role.Administrator)))
        {
            var refused = await Adopt.Run(other.Id, NextYear, Stop);
            Assert.Null(refused.Digest);
            Assert.StartsWith("“管理考核年度”需要的角色是业务管理员", Assert.Single(refused.Faults), StringComparison.Ordinal);
            Assert.Empty(await Schemes.Adopted(other.Id, Stop));
        }

        Assert.Equal([People.Gone], (await Adopt.Run(new("nobody"), NextYear, Stop)).Faults);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused() => Assert.StartsWith("文件有", Assert.Single((await Adopt.Run(By, new byte[AdoptScheme.MostBytes + 1], Stop)).Faults), StringComparison.Ordinal);
}

public sealed class AdoptSchemeOnSqliteTests(Databases databases) : AdoptSchemeTests(Provider.Sqlite, databases);

public sealed class AdoptSchemeOnPostgresTests(Databases databases) : AdoptSchemeTests(Provider.Postgres, databases);
