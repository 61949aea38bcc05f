using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

public abstract class TakeBackUnitsTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private static readonly PersonId Administrator = new("administrator"), Reviewer = new("reviewer-1");

    private CycleChange Cycles => new(Records.Ledger, Records.Live, Records.People);

    [Fact]
    public async Task A_list_of_units_is_taken_back_except_units_changed_since()
    {
        var (change, takeBack) = (new ChangeUnits(Cycles, Records.Live), new TakeBackUnits(Records.Database, Cycles, Records.Live, Records.People));
        await Records.OpenCycleAsync(Stage.Setup, "2023");
        Cycle Now() => Records.Live.Of("2023").Cycle;
        var before = Now().Units;
        Assert.Null(await takeBack.Last(Administrator, "2023", Stop));
        ImmutableArray<Unit> wanted = [before[1] with { Name = "新佘山镇" }, before[2] with { Name = "新车墩镇" }, .. before.Skip(3), new(new("new-office"), "区新设办", [], "区政府部门", "区政府部门", 99)];
        Assert.Equal(Granted.Yes, await change.Run(Administrator, "2023", wanted, Now().Version, Stop));
        var batch = (await takeBack.Last(Administrator, "2023", Stop))!;
        Assert.Null(await takeBack.Last(Reviewer, "2023", Stop));
        Assert.Equal(Granted.Yes, await change.Run(Administrator, "2023", Now().Units.SetItem(0, Now().Units[0] with { Name = "佘山镇（新）" }), Now().Version, Stop));
        Assert.IsType<Denied>((await takeBack.Run(Reviewer, "2023", batch.Id, Now().Version, Stop)).Permit);
        Assert.Contains("已不是最新", Assert.IsType<Denied>((await takeBack.Run(Administrator, "2023", batch.Id, 1, Stop)).Permit).Why, StringComparison.Ordinal);

        var (permit, outcome) = await takeBack.Run(Administrator, "2023", batch.Id, Now().Version, Stop);
        Assert.Equal(Granted.Yes, permit);
        Assert.Equal("撤回参评单位名单的改动；佘山镇（新）之后又有改动，保留。", outcome);
        Assert.Equal(before.SetItem(1, before[1] with { Name = "佘山镇（新）" }).Select(u => (u.Code, u.Name, u.Order)), Now().Units.Select(u => (u.Code, u.Name, u.Order)));
        Assert.Equal((AuditKinds.CycleChanged, outcome), ((await Records.TrailAsync())[^1].Kind, (await Records.TrailAsync())[^1].Reason));
        Assert.Contains("已经撤回", Assert.IsType<Denied>((await takeBack.Run(Administrator, "2023", batch.Id, Now().Version, Stop)).Permit).Why, StringComparison.Ordinal);

        var second = (await takeBack.Last(Administrator, "2023", Stop))!;
        Assert.Equal(Granted.Yes, (await takeBack.Run(Administrator, "2023", second.Id, Now().Version, Stop)).Permit);
        Assert.Equal("新佘山镇", Now().Units[1].Name);
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task What_a_unit_was_before_is_put_back_with_it()
    {
        var (change, takeBack) = (new ChangeUnits(Cycles, Records.Live), new TakeBackUnits(Records.Database, Cycles, Records.Live, Records.People));
        await Records.OpenCycleAsync(Stage.Setup, "2023");
        Cycle Now() => Records.Live.Of("2023").Cycle;
        async Task SetAsync(Unit first) => Assert.Equal(Granted.Yes, await change.Run(Administrator, "2023", Now().Units.SetItem(0, first), Now().Version, Stop));
        async Task TakeBackAsync() =>
            Assert.Equal(Granted.Yes, (await takeBack.Run(Administrator, "2023", (await takeBack.Last(Administrator, "2023", Stop))!.Id, Now().Version, Stop)).Permit);
        var fresh = Now().Units[0];
        await SetAsync(fresh with { Predecessors = [new("sijing")] });
        await SetAsync(Now().Units[0] with { Name = "新镇" });

        await TakeBackAsync();
        Assert.Equal((fresh.Name, "sijing"), (Now().Units[0].Name, Assert.Single(Now().Units[0].Predecessors).Value));
        await TakeBackAsync();
        Assert.Empty(Now().Units[0].Predecessors);
    }
}

public sealed class TakeBackUnitsOnSqliteTests(Databases databases) : TakeBackUnitsTests(Provider.Sqlite, databases);

public sealed class TakeBackUnitsOnPostgresTests(Databases databases) : TakeBackUnitsTests(Provider.Postgres, databases);
