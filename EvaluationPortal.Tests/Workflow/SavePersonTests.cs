using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

public abstract class SavePersonTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    [Fact]
    public async Task A_new_person_gets_an_id_of_his_own_that_is_never_used_again()
    {
        using var all = await Administration.OfAsync(Records);
        var first = (await all.SaveAsync(Administration.Business, null, Administration.Newcomer("王芳"))).Person!.Value;
        var second = (await all.SaveAsync(Administration.Business, null, Administration.Newcomer("王芳"))).Person!.Value;
        Assert.NotEqual(first, second);
        var entry = (await Records.TrailAsync()).Last(e => e.Kind == AuditKinds.PersonAdded);
        Assert.Equal((second.Value, $"p{entry.Sequence}", "administrator"), (entry.Subject, second.Value, entry.By));
        Assert.Equal(Administration.Newcomer() with { Id = second }, all.Known(second));
        Assert.Equal(all.Known(second), await all.StoredAsync(second));
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task A_change_is_known_at_once_and_told_on_the_trail()
    {
        using var all = await Administration.OfAsync(Records);
        var seen = all.Known(Administration.Liaison);
        Assert.Equal(Administration.Liaison, (await all.SaveAsync(Administration.Business, seen, seen with { Title = "办公室主任" })).Person);
        Assert.Equal("办公室主任", all.Known(Administration.Liaison).Title);
        var entry = (await Records.TrailAsync())[^1];
        Assert.Equal((AuditKinds.PersonChanged, "liaison-yueyang", "administrator"), (entry.Kind, entry.Subject, entry.By));
        Assert.Equal(seen, StoredPeople.Find(entry.Subject!, entry.Before));
    }

    [Fact]
    public async Task Saving_what_is_there_already_writes_nothing()
    {
        using var all = await Administration.OfAsync(Records);
        var (seen, before) = (all.Known(Administration.Liaison), (await Records.TrailAsync()).Count);
        Assert.Empty((await all.SaveAsync(Administration.Business, seen, seen)).Faults);
        Assert.Equal(before, (await Records.TrailAsync()).Count);
    }

    [Fact]
    public async Task Of_two_administrators_at_once_the_second_is_told_what_the_first_saved()
    {
        using var all = await Administration.OfAsync(Records);
        var seen = all.Known(Administration.Liaison);
        var theirs = seen with { Title = "办公室主任" };
        await all.SaveAsync(Administration.Business, seen, theirs);
        var refused = await all.SaveAsync(Administration.Security, seen, seen with { Telephone = "57720000" });
        Assert.Null(refused.Person);
        Assert.Equal("这位人员刚才已被他人修改，您填写的内容没有保存。", Assert.Single(refused.Faults));
        Assert.Equal(theirs, refused.Theirs);
        Assert.Equal(theirs, await all.StoredAsync(Administration.Liaison));
    }

    [Theory]
    [InlineData("administrator", "administrator", "不能更改自己的账户和角色")]
    [InlineData("security-administrator", "security-administrator", "不能更改自己的账户和角色")]
    [InlineData("administrator", "security-auditor", "安全审计员的账户和角色只能由安全管理员办理")]
    [InlineData("reviewer-1", "liaison-yueyang", "“管理人员”需要的角色是业务管理员、安全管理员")]
    [InlineData("nobody-known", "liaison-yueyang", "您的账号已停用或不存在")]
    public async Task Who_may_not_is_refused_and_nothing_is_written(string by, string whom, string why)
    {
        using var all = await Administration.OfAsync(Records);
        var (seen, before) = (all.Known(new(whom)), (await Records.TrailAsync()).Count);
        var refused = await all.SaveAsync(new(by), seen, seen with { Title = "别处" });
        Assert.Contains(why, Assert.Single(refused.Faults), StringComparison.Ordinal);
        Assert.Equal(before, (await Records.TrailAsync()).Count);
        Assert.Equal(seen, await all.StoredAsync(new(whom)));
    }

    [Fact]
    public async Task A_business_administrator_makes_nobody_an_administrator_and_a_security_administrator_does()
    {
        using var all = await Administration.OfAsync(Records);
        var seen = all.Known(Administration.Liaison);
        var wanted = seen with { Grants = [new(Role.Liaison), new(Role.Administrator)] };
        Assert.Contains("只能由安全管理员办理", Assert.Single((await all.SaveAsync(Administration.Business, seen, wanted)).Faults), StringComparison.Ordinal);
        Assert.Contains("只能由安全管理员办理", Assert.Single((await all.SaveAsync(Administration.Business, null, Administration.Newcomer() with { Grants = [new(Role.Administrator)] })).Faults), StringComparison.Ordinal);
        Assert.Empty((await all.SaveAsync(Administration.Security, seen, wanted)).Faults);
        Assert.True(all.Known(Administration.Liaison).Is(Role.Administrator));
    }

    [Fact]
    public async Task Faults_of_the_person_are_told_and_nothing_is_written()
    {
        using var all = await Administration.OfAsync(Records);
        var refused = await all.SaveAsync(Administration.Business, null, Administration.Newcomer("") with { Units = [] });
        Assert.Equal(["姓名不能为空。", "联络员须指定所属单位。"], refused.Faults);
        Assert.DoesNotContain(Records.People.Everybody, p => p.Name.Length == 0);
    }

    [Fact]
    public async Task A_disabled_persons_sessions_end_and_those_of_others_go_on()
    {
        using var all = await Administration.OfAsync(Records);
        var (his, other) = ((await all.Begin.Run(Administration.Liaison, "persona", null, "10.0.0.7", null, Stop))!, (await all.Begin.Run(new("leader"), "persona", null, null, null, Stop))!);
        var seen = all.Known(Administration.Liaison);
        await all.SaveAsync(Administration.Business, seen, seen with { IsDisabled = true });
        Assert.Null(all.Sessions.Find(his.Id));
        Assert.NotNull(all.Sessions.Find(other.Id));
        Assert.Null(Records.People.Find(Administration.Liaison));
        var entry = (await Records.TrailAsync())[^1];
        Assert.Equal((AuditKinds.SessionEnded, "账户已停用", "liaison-yueyang"), (entry.Kind, entry.Reason, entry.Subject));
        var disabled = all.Known(Administration.Liaison);
        await all.SaveAsync(Administration.Business, disabled, disabled with { IsDisabled = false });
        Assert.NotNull(Records.People.Find(Administration.Liaison));
    }

    [Fact]
    public async Task Who_has_left_without_roles_is_still_corrected_and_stays_disabled()
    {
        using var all = await Administration.OfAsync(Records);
        await all.Hand.Run(Administration.Business, all.Known(Administration.Liaison), all.Known(new("liaison-sijing")), "岗位调动", Administration.Cycle, Stop);
        var left = all.Known(Administration.Liaison);
        Assert.Empty((await all.SaveAsync(Administration.Business, left, left with { Telephone = "57720000" })).Faults);
        Assert.Equal(left with { Telephone = "57720000" }, await all.StoredAsync(left.Id));
        Assert.True(all.Known(left.Id) is { IsDisabled: true, Grants.IsEmpty: true });
    }
}

public sealed class SavePersonOnSqliteTests(Databases databases) : SavePersonTests(Provider.Sqlite, databases);

public sealed class SavePersonOnPostgresTests(Databases databases) : SavePersonTests(Provider.Postgres, databases);
