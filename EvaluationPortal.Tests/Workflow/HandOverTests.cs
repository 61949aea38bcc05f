using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

public abstract class HandOverTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private static readonly PersonId Successor = new("liaison-sijing");

    [Fact]
    public async Task Everything_goes_to_the_other_in_one_act_and_the_former_is_out()
    {
        using var all = await Administration.OfAsync(Records);
        var session = (await all.Begin.Run(Administration.Liaison, "persona", null, null, null, Stop))!;
        var (former, successor) = (all.Known(Administration.Liaison), all.Known(Successor));
        Assert.Equal(Successor, (await RunAsync(all, former, successor)).Person);
        Assert.Equal([new UnitCode("sijing"), new UnitCode("yueyang")], all.Known(Successor).Units);
        Assert.Equal(former with { Grants = [], Units = [], IsDisabled = true }, await all.StoredAsync(former.Id));
        Assert.Null(all.Sessions.Find(session.Id));
        var entries = (await Records.TrailAsync()).Where(e => e.Kind == AuditKinds.HandedOver).ToList();
        Assert.Equal([("liaison-sijing", "接替朱敏：岗位调动"), ("liaison-yueyang", "交接给曹国强：岗位调动")], entries.Select(e => (e.Subject!, e.Reason!)));
        Assert.Single(entries.Select(e => e.Batch).Distinct(), b => b is not null);
        Assert.Equal("administrator", entries[0].By);
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task The_former_can_only_come_back_with_roles_given_anew()
    {
        using var all = await Administration.OfAsync(Records);
        await RunAsync(all, all.Known(Administration.Liaison), all.Known(Successor));
        var former = all.Known(Administration.Liaison);
        Assert.Contains("至少要有一个角色。", (await all.SaveAsync(Administration.Business, former, former with { IsDisabled = false })).Faults);
        Assert.Empty((await all.SaveAsync(Administration.Business, former, former with { IsDisabled = false, Grants = [new(Role.Leadership)] })).Faults);
    }

    [Fact]
    public async Task Two_differently_limited_reviewers_do_not_make_one_who_reaches_more()
    {
        using var all = await Administration.OfAsync(Records);
        foreach (var (id, grant) in new[] { ("reviewer-1", new Grant(Role.Reviewer, [new("1.1")], [])), ("reviewer-2", new Grant(Role.Reviewer, [], [new("sijing")])) })
        {
            Assert.Empty((await all.SaveAsync(Administration.Business, all.Known(new(id)), all.Known(new(id)) with { Grants = [grant] })).Faults);
        }
        var saved = await all.Hand.Run(Administration.Business, all.Known(new("reviewer-1")), all.Known(new("reviewer-2")), "岗位调动", Administration.Cycle, Stop);
        Assert.Contains("合并后会超出两人各自的范围", Assert.Single(saved.Faults), StringComparison.Ordinal);
        Assert.False(all.Known(new("reviewer-1")).IsDisabled);
    }

    [Fact]
    public void Limits_are_united_and_a_reach_without_limit_stays_without()
    {
        var unlimited = new Person(new("a"), "甲", "", [new(Role.Reviewer)], []);
        var limited = new Person(new("b"), "乙", "", [new(Role.Reviewer, [new("1.1")], [new("sijing")])], []);
        var other = new Person(new("c"), "丙", "", [new(Role.Reviewer, [new("1.2")], [new("yueyang")]), new(Role.Chief)], [new("sijing")]);
        Assert.Equal([new Grant(Role.Reviewer)], HandOver.Successor(unlimited, limited).Grants);
        Assert.Equal([new Grant(Role.Reviewer)], HandOver.Successor(limited, unlimited).Grants);
        Assert.Equal([new Grant(Role.Reviewer, [new("1.1"), new("1.2")], [new("sijing"), new("yueyang")]), new Grant(Role.Chief)], HandOver.Successor(other, limited).Grants);
        Assert.Equal([new UnitCode("sijing")], HandOver.Successor(other, limited).Units);
    }

    [Fact]
    public async Task A_third_partys_agency_goes_along_where_the_successor_has_none()
    {
        using var all = await Administration.OfAsync(Records);
        Assert.Empty((await RunAsync(all, all.Known(new("third-party")), all.Known(new("leader")))).Faults);
        Assert.Equal("示例评估咨询中心", all.Known(new("leader")).Agency);
    }

    [Theory]
    [InlineData("administrator", "liaison-yueyang", "liaison-yueyang", "不能交接给本人")]
    [InlineData("administrator", "liaison-yueyang", "administrator", "不能更改自己的账户和角色")]
    [InlineData("security-administrator", "security-administrator", "leader", "不能更改自己的账户和角色")]
    [InlineData("administrator", "security-auditor", "leader", "只能由安全管理员办理")]
    [InlineData("security-administrator", "security-auditor", "system-administrator", "不能由同一人担任")]
    [InlineData("reviewer-1", "liaison-yueyang", "liaison-sijing", "“管理人员”需要的角色是")]
    [InlineData("no-such", "liaison-yueyang", "liaison-sijing", "您的账号已停用或不存在")]
    public async Task What_may_not_be_is_refused_beforehand_and_writes_nothing(string by, string former, string successor, string why)
    {
        using var all = await Administration.OfAsync(Records);
        var before = (await Records.TrailAsync()).Count;
        var faults = all.Hand.Faults(new(by), all.Known(new(former)), all.Known(new(successor)), Administration.Cycle);
        Assert.Contains(why, Assert.Single(faults), StringComparison.Ordinal);
        Assert.Equal(faults, (await all.Hand.Run(new(by), all.Known(new(former)), all.Known(new(successor)), "岗位调动", Administration.Cycle, Stop)).Faults);
        Assert.Equal(before, (await Records.TrailAsync()).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \u200D ")]
    public async Task Without_a_reason_it_is_refused(string reason)
    {
        using var all = await Administration.OfAsync(Records);
        var refused = await all.Hand.Run(Administration.Business, all.Known(Administration.Liaison), all.Known(Successor), reason, Administration.Cycle, Stop);
        Assert.Equal(["请填写交接原因。"], refused.Faults);
    }

    [Fact]
    public async Task Who_was_changed_meanwhile_disabled_or_has_nothing_is_told()
    {
        using var all = await Administration.OfAsync(Records);
        var (former, successor) = (all.Known(Administration.Liaison), all.Known(Successor));
        await all.SaveAsync(Administration.Security, successor, successor with { IsDisabled = true });
        Assert.Equal(["曹国强刚才已被他人修改，请重新打开后再交接。"], (await RunAsync(all, former, successor)).Faults);
        Assert.Equal(["曹国强已停用，不能接替。"], (await RunAsync(all, former, all.Known(Successor))).Faults);
        await RunAsync(all, former, all.Known(new("leader")));
        Assert.Equal(["朱敏没有可交接的角色。"], (await RunAsync(all, all.Known(former.Id), all.Known(new("leader")))).Faults);
    }

    private static Task<PersonSaved> RunAsync(Administration all, Person former, Person successor) =>
        all.Hand.Run(Administration.Business, former, successor, " 岗位调动 ", Administration.Cycle, Stop);
}

public sealed class HandOverOnSqliteTests(Databases databases) : HandOverTests(Provider.Sqlite, databases);

public sealed class HandOverOnPostgresTests(Databases databases) : HandOverTests(Provider.Postgres, databases);
