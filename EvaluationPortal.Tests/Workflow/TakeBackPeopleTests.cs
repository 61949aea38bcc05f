using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

public abstract class TakeBackPeopleTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    [Fact]
    public async Task A_list_is_taken_back_as_one_and_nobody_is_deleted()
    {
        using var all = await Administration.OfAsync(Records);
        var before = all.Known(new("reviewer-1"));
        await all.SaveAsync(Administration.Business, before, before = before with { StaffNumber = "7" });
        var batch = await ListedAsync(all, "姓名\t角色\t单位\t登录名\t工号\n张三\t联络员\t泗泾镇\tzhang3\t\n李四\t区领导\t\t\t1002\n\t考评员、考评组长\t\t\t7\n");
        Assert.True(all.Known(before.Id).Is(Role.Chief));
        Granted(await all.TakeBack.Run(Administration.Business, batch, Administration.Cycle, Stop));

        Assert.Equal(before, all.Known(before.Id));
        Assert.True((await StoredAsync(all, "张三")).IsDisabled);
        Assert.True((await StoredAsync(all, "李四")).IsDisabled);
        var listed = Assert.Single(await all.TakeBack.List(Administration.Business, Stop));
        Assert.Equal((Administration.Business, "停用2人，恢复1人。"), (listed.TakenBack!.Value.By, listed.TakenBack.Value.Sum));
        Assert.Equal((AuditKinds.PeopleListTakenBack, batch), ((await Records.TrailAsync())[^1].Kind, (await Records.TrailAsync())[^1].Batch!.Value));
        Assert.Null((await Records.VerifyAsync()).Fault);
        Refused("已经撤回", await all.TakeBack.Run(Administration.Business, batch, Administration.Cycle, Stop));
        Refused("没有这一次批量导入", await all.TakeBack.Run(Administration.Business, Guid.NewGuid(), Administration.Cycle, Stop));
    }

    [Fact]
    public async Task Who_has_signed_in_or_was_changed_since_or_may_not_be_changed_stays_and_is_named()
    {
        using var all = await Administration.OfAsync(Records);
        var batch = await ListedAsync(all, "姓名\t角色\t工号\n张三\t区领导\t1001\n李四\t区领导\t1002\n王五\t区领导\t1003\n赵六\t区领导\t1004\n");
        await all.Begin.Run((await StoredAsync(all, "张三")).Id, "persona", null, null, null, Stop);
        var li = await StoredAsync(all, "李四");
        await all.SaveAsync(Administration.Business, li, li with { Title = "副区长" });
        var wang = await StoredAsync(all, "王五");
        await all.SaveAsync(Administration.Security, wang, wang with { Grants = [new(Role.SecurityAuditor)] });
        Granted(await all.TakeBack.Run(Administration.Business, batch, Administration.Cycle, Stop));
        Assert.Equal("停用1人，恢复0人，3人保留：张三（之后已登录）、李四（之后已变更）、王五（之后已变更）。", (await all.TakeBack.List(Administration.Security, Stop))[0].TakenBack!.Value.Sum);
        foreach (var name in (string[])["张三", "李四", "王五", "赵六"]) Assert.Equal(name == "赵六", (await StoredAsync(all, name)).IsDisabled);
        Assert.Equal("副区长", (await StoredAsync(all, "李四")).Title);
    }

    [Fact]
    public async Task Only_who_manages_people_takes_a_list_back_and_administrators_only_by_who_may()
    {
        using var all = await Administration.OfAsync(Records);
        var batch = await ListedAsync(all, "姓名\t角色\t工号\n张三\t区领导\t1001\n审计\t安全审计员\t1002\n", Administration.Security);
        foreach (var by in (PersonId[])[Administration.Liaison, new("reviewer-1"), new("nobody-at-all")])
        {
            Assert.IsType<Denied>(await all.TakeBack.Run(by, batch, Administration.Cycle, Stop));
            Assert.Empty(await all.TakeBack.List(by, Stop));
        }
        Granted(await all.TakeBack.Run(Administration.Business, batch, Administration.Cycle, Stop));
        Assert.Contains("审计（安全审计员的账户和角色只能由安全管理员办理）", (await all.TakeBack.List(Administration.Business, Stop))[0].TakenBack!.Value.Sum, StringComparison.Ordinal);
        Assert.False((await StoredAsync(all, "审计")).IsDisabled);
    }

    private static async Task<Guid> ListedAsync(Administration all, string text, PersonId? by = null)
    {
        var who = by ?? Administration.Business;
        Assert.Null((await all.Add.Run(who, text, Administration.Cycle, await all.Add.Preview(who, text, Administration.Cycle, Stop), null, Stop)).Instead);
        return (await all.TakeBack.List(who, Stop))[0].Id;
    }

    private static async Task<Person> StoredAsync(Administration all, string name)
    {
        await using var db = all.Records.Database.Open();
        return (await StoredPeople.Read(db, Stop)).Single(p => p.Name == name);
    }

    private static void Granted(Permit permit) => Assert.True(permit.IsGranted, (permit as Denied)?.Why);

    private static void Refused(string why, Permit permit) => Assert.Contains(why, Assert.IsType<Denied>(permit).Why, StringComparison.Ordinal);
}

public sealed class TakeBackPeopleOnSqliteTests(Databases databases) : TakeBackPeopleTests(Provider.Sqlite, databases);

public sealed class TakeBackPeopleOnPostgresTests(Databases databases) : TakeBackPeopleTests(Provider.Postgres, databases);
