using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

public abstract class AddPeopleTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    [Fact]
    public async Task A_list_is_shown_first_and_then_written_in_one_act()
    {
        using var all = await Administration.OfAsync(Records);
        const string text = "姓名\t单位\t职务\t角色\t指标\t负责单位\t登录名\t工号\t机构\n"
            + "张　三\t泗泾、岳阳街道\t党政办\t联络员\t\t\tzhang.san\t１００１\t\n"
            + "李四\t\t\t考评员、考评组长\t1.1，1.2\tsijing\t\t1002\t\n"
            + "王五\t区司法局\t\t专项评估单位经办人\t２．４\t\t王五\t\t\n"
            + "赵六\t\t\t第三方机构\t1.3 、2.1\t\tzhao6\t\t评估所\n";
        var preview = await PreviewAsync(all, text);
        Assert.All(preview.People, p => Assert.Equal((PlannedChange.New, 0), (p.Change, p.Faults.Length)));
        Assert.DoesNotContain(Records.People.Everybody, p => p.Name == "张三");
        List<int> told = [];
        var added = await all.Add.Run(Administration.Business, text, Administration.Cycle, preview, new Reports(told), Stop);
        Assert.Equal((4, 0, null), (added.Added, added.Changed, added.Instead));
        Assert.Equal([("张三", "zhang.san"), ("王五", "王五"), ("赵六", "zhao6")], added.Passwords.Select(p => (p.Name, p.LoginName)));
        Assert.Equal([1, 2, 3], told);
        Assert.Equal([new Grant(Role.Reviewer, [new("1.1"), new("1.2")], [new("sijing")]), new Grant(Role.Chief)], Named("李四").Grants);
        Assert.Equal(("1001", "党政办"), (Named("张三").StaffNumber, Named("张三").Title));
        Assert.Equal([new UnitCode("sijing"), new UnitCode("yueyang")], Named("张三").Units);
        Assert.Equal([new Grant(Role.ThirdParty, [new("1.3"), new("2.1")], [])], Named("赵六").Grants);
        var entries = (await Records.TrailAsync()).Where(e => e.Batch is not null).ToList();
        Assert.Equal((8, AuditKinds.PeopleListed, "新增4人，变更0人。"), (entries.Count, entries[0].Kind, entries[0].Reason));
        Assert.Single(entries.Select(e => e.Batch).Distinct());
        Assert.Equal("王五", await all.Give.LoginNameOf(Named("王五").Id, Stop));
        Assert.Null((await Records.VerifyAsync()).Fault);
        Assert.All((await PreviewAsync(all, text)).People, p => Assert.Equal(PlannedChange.None, p.Change));
    }

    [Fact]
    public async Task A_login_name_alone_is_no_way_to_an_administrators_account_nor_to_ones_own()
    {
        using var all = await Administration.OfAsync(Records);
        var own = all.Known(Administration.Business);
        await all.SaveAsync(Administration.Security, own, own with { StaffNumber = "7" });
        var second = (await all.Save.Run(Administration.Security, null, new(new(""), "第二位", "", [new(Role.SecurityAdministrator)], [], StaffNumber: "8"), Administration.Cycle, Stop)).Person!.Value;
        const string text = "姓名\t工号\t登录名\n\t7\tmine\n\t8\tmine2\n";
        var preview = await PreviewAsync(all, text);
        Assert.Equal([PlannedChange.Faulty, PlannedChange.Faulty], preview.People.Select(p => p.Change));
        await all.Add.Run(Administration.Business, text, Administration.Cycle, preview, null, Stop);
        Assert.Null(await all.Give.LoginNameOf(Administration.Business, Stop));
        Assert.Null(await all.Give.LoginNameOf(second, Stop));
    }

    [Fact]
    public async Task Known_people_are_matched_and_blank_cells_leave_what_they_have()
    {
        using var all = await Administration.OfAsync(Records);
        var seen = all.Known(new("reviewer-1"));
        await all.SaveAsync(Administration.Business, seen, seen with { StaffNumber = "7", Email = "shen@example.org", Grants = [new(Role.Reviewer, [new("1.1")], [new("sijing")])] });
        await all.Give.Run(Administration.Business, Administration.Liaison, "zhumin", removeAuthenticator: false, Stop);
        const string text = "姓名\t职务\t角色\t登录名\t工号\t邮箱\n沈雅琴\t\t考评员、考评组长\t\t\tSHEN@example.org\n\t办公室主任\t\tZHUMIN\t\t\n\t\t\tshen\t7\t\n";
        var preview = await PreviewAsync(all, text);
        Assert.Equal([PlannedChange.Changed, PlannedChange.Changed, PlannedChange.Faulty], preview.People.Select(p => p.Change));
        Assert.Equal("第4行：与第2行是同一人。", Assert.Single(preview.People[2].Faults));
        var added = await all.Add.Run(Administration.Business, text, Administration.Cycle, preview, null, Stop);
        Assert.Equal((0, 2, 0), (added.Added, added.Changed, added.Passwords.Length));
        Assert.Equal([new Grant(Role.Reviewer, [new("1.1")], [new("sijing")]), new Grant(Role.Chief)], all.Known(new("reviewer-1")).Grants);
        Assert.Equal(("朱敏", "办公室主任"), (all.Known(Administration.Liaison).Name, all.Known(Administration.Liaison).Title));
        Assert.Equal("批量导入", (await Records.TrailAsync())[^1].Reason);
    }

    [Fact]
    public async Task Somebody_known_without_an_account_gets_one()
    {
        using var all = await Administration.OfAsync(Records);
        var seen = all.Known(Administration.Liaison);
        await all.SaveAsync(Administration.Business, seen, seen with { StaffNumber = "7" });
        const string text = "姓名\t登录名\t工号\n朱敏\tzhumin\t7\n";
        var added = await all.Add.Run(Administration.Business, text, Administration.Cycle, await PreviewAsync(all, text), null, Stop);
        Assert.Equal("zhumin", Assert.Single(added.Passwords).LoginName);
        Assert.Equal("zhumin", await all.Give.LoginNameOf(Administration.Liaison, Stop));
    }

    [Theory]
    [InlineData("张三\t泗泾镇\t联络员\t\t\t", "登录名、工号、邮箱至少填写一项")]
    [InlineData("张三\t泗泾镇\t联络人\t\tzs\t", "“角色”列的“联络人”不是角色，可填考评员、考评组长、")]
    [InlineData("张三\t泗泾镇\t\t\tzs\t", "“角色”列为空，可填考评员、")]
    [InlineData("张三\t泗泾街道\t联络员\t\tzs\t", "“单位”列的“泗泾街道”不是2022年考核评估的单位（是否为泗泾镇）")]
    [InlineData("张三\t\t考评员\t9.9\tzs\t", "“指标”列的“9.9”不是2022年考核评估的指标，可填1.1、")]
    [InlineData("张三\t\t考评组长\t2.4\tzs\t", "“指标”列的“2.4”由区司法局评定，角色应有专项评估单位经办人。")]
    [InlineData("张三\t\t区领导\t\tz s !\t", "“登录名”列的“zs!”：登录名只能由字母")]
    [InlineData("张三\t\t区领导\t\tzhumin\t7", "登录名、工号、邮箱分属不同的人：沈雅琴、朱敏。")]
    [InlineData("朱敏\t\t\t\tother\t8", "朱敏的登录名是“zhumin”，不是“other”")]
    [InlineData("张三\t\t业务管理员\t\tzs\t", "业务管理员的账户和角色只能由安全管理员办理。")]
    [InlineData("张三\t\t联络员\t\tzs\t", "联络员须指定所属单位。")]
    [InlineData("曹国强\t\t\t\t\t9", "曹国强已停用，请先在其页面上启用。")]
    [InlineData("张三\t\t区领导\t\tzs\t\t多", "“多”在所有列名之外")]
    public async Task A_row_with_a_fault_names_row_column_and_what_may_stand_there_and_is_left_out(string row, string fault)
    {
        using var all = await Administration.OfAsync(Records);
        await SaveAsync(all, new("reviewer-1"), p => p with { StaffNumber = "7" });
        await SaveAsync(all, Administration.Liaison, p => p with { StaffNumber = "8" });
        await SaveAsync(all, new("liaison-sijing"), p => p with { StaffNumber = "9", IsDisabled = true });
        await all.Give.Run(Administration.Business, Administration.Liaison, "zhumin", removeAuthenticator: false, Stop);
        var text = $"姓名\t单位\t角色\t指标\t登录名\t工号\n{row}\n钱七\t\t区领导\t\tqian7\t\n";
        var preview = await PreviewAsync(all, text);
        Assert.Equal([PlannedChange.Faulty, PlannedChange.New], preview.People.Select(p => p.Change));
        Assert.StartsWith($"第2行：{fault}", Assert.Single(preview.People[0].Faults), StringComparison.Ordinal);
        Assert.Equal(1, (await all.Add.Run(Administration.Business, text, Administration.Cycle, preview, null, Stop)).Added);
        Assert.DoesNotContain(Records.People.Everybody, p => p.Name == "张三");
    }

    [Fact]
    public async Task Rows_that_are_in_each_others_way_are_told()
    {
        using var all = await Administration.OfAsync(Records);
        var preview = await PreviewAsync(all, "姓名\t角色\t登录名\t工号\n甲甲\t区领导\taa\t1\n乙乙\t区领导\tAA\t2\n丙丙\t区领导\tcc\t1\n");
        Assert.Equal([PlannedChange.New, PlannedChange.Faulty, PlannedChange.Faulty], preview.People.Select(p => p.Change));
        Assert.Equal("第3行：登录名“AA”与第2行相同。", Assert.Single(preview.People[1].Faults));
        Assert.Equal("第4行：工号1已是甲甲的。", Assert.Single(preview.People[2].Faults));
    }

    [Fact]
    public async Task Where_people_changed_after_the_preview_nothing_is_written_and_it_is_shown_anew()
    {
        using var all = await Administration.OfAsync(Records);
        const string text = "姓名\t角色\t工号\n甲甲\t区领导\t1\n乙乙\t区领导\t2\n";
        var preview = await PreviewAsync(all, text);
        await SaveAsync(all, Administration.Liaison, p => p with { StaffNumber = "2" });
        var before = (await Records.TrailAsync()).Count;
        var added = await all.Add.Run(Administration.Business, text, Administration.Cycle, preview, null, Stop);
        Assert.Equal([PlannedChange.New, PlannedChange.Changed], added.Instead!.People.Select(p => p.Change));
        Assert.Equal(before, (await Records.TrailAsync()).Count);
        Assert.Equal((1, 1), (await all.Add.Run(Administration.Business, text, Administration.Cycle, added.Instead, null, Stop)) is var second ? (second.Added, second.Changed) : default);
    }

    [Theory]
    [InlineData("reviewer-1", "“管理人员”需要的角色是业务管理员、安全管理员")]
    [InlineData("no-such", "您的账号已停用或不存在")]
    public async Task Who_may_not_sees_and_writes_nothing(string by, string why)
    {
        using var all = await Administration.OfAsync(Records);
        const string text = "姓名\t角色\t工号\n甲甲\t区领导\t1\n";
        var refused = await all.Add.Preview(new(by), text, Administration.Cycle, Stop);
        Assert.StartsWith(why, Assert.Single(refused.Faults), StringComparison.Ordinal);
        Assert.Empty(refused.People);
        Assert.NotNull((await all.Add.Run(new(by), text, Administration.Cycle, await PreviewAsync(all, text), null, Stop)).Instead);
        Assert.DoesNotContain(Records.People.Everybody, p => p.Name == "甲甲");
    }

    private Person Named(string name) => Records.People.Everybody.Single(p => p.Name == name);

    private static Task<PeoplePreview> PreviewAsync(Administration all, string text) => all.Add.Preview(Administration.Business, text, Administration.Cycle, Stop);

    private static async Task SaveAsync(Administration all, PersonId id, Func<Person, Person> change) =>
        Assert.Empty((await all.SaveAsync(Administration.Business, all.Known(id), change(all.Known(id)))).Faults);

    private sealed class Reports(List<int> told) : IProgress<int>
    {
        public void Report(int value) => told.Add(value);
    }
}

public sealed class AddPeopleOnSqliteTests(Databases databases) : AddPeopleTests(Provider.Sqlite, databases);

public sealed class AddPeopleOnPostgresTests(Databases databases) : AddPeopleTests(Provider.Postgres, databases);
