using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow.SelfReports;

public abstract class SaveDraftsTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    [Fact]
    public async Task What_is_typed_is_there_for_the_whole_unit_and_on_no_trail()
    {
        var filing = new Filing(Records);
        var entries = (await Records.TrailAsync()).Count;
        Assert.Equal(("saved", 1L), Of(await filing.TypeAsync("1.1", "  开展了\u202E认定 ")));
        var draft = Assert.Single((await filing.ViewAsync(Filing.Second))!.Drafts);
        Assert.Equal(("开展了[U+202E]认定", 1L, Filing.Liaison), (draft.Value, draft.Version, draft.By.Value));
        Assert.Equal(entries, (await Records.TrailAsync()).Count);
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task A_clash_overwrites_nothing_and_shows_the_other_text()
    {
        var filing = new Filing(Records);
        await filing.TypeAsync("1.1", "先写的");
        Assert.Equal(("saved", 2L), Of(await filing.TypeAsync("1.1", "第二人的", seen: 1, by: Filing.Second)));
        var clash = await filing.TypeAsync("1.1", "第一人的", seen: 1);
        Assert.Equal(("conflict", "陆佳怡", "第二人的", 2L), (clash.State, clash.Theirs!.By, clash.Theirs.Text, clash.Theirs.Version));
        Assert.Equal("第二人的", Assert.Single((await filing.ViewAsync())!.Drafts).Value);
        Assert.Equal(("saved", 3L), Of(await filing.TypeAsync("1.1", "第一人的", seen: 2)));
    }

    [Fact]
    public async Task Another_field_of_the_indicator_is_no_clash_and_the_same_text_is_none()
    {
        var filing = new Filing(Records);
        await filing.TypeAsync("1.1", "说明");
        Assert.Equal(("saved", 1L), Of(await filing.TypeAsync("1.1", "https://a.example/\n\n https://b.example/", by: Filing.Second, field: DraftField.Links)));
        Assert.Equal(("saved", 1L), Of(await filing.TypeAsync("1.1", "说明", seen: 0, by: Filing.Second)));
    }

    [Fact]
    public async Task A_repeated_edit_gets_its_first_outcome_even_after_others()
    {
        var filing = new Filing(Records);
        var id = Guid.NewGuid();
        await filing.TypeAsync("1.1", "一", id: id);
        await filing.TypeAsync("1.1", "二", seen: 1, by: Filing.Second);
        Assert.Equal(("saved", 1L), Of(await filing.TypeAsync("1.1", "一", id: id)));
        Assert.Equal("二", Assert.Single((await filing.ViewAsync())!.Drafts).Value);
    }

    [Theory]
    [InlineData("liaison-sijing", "岳阳街道不是您的单位")]
    [InlineData("unit-leader-yueyang", "您的角色是审核人")]
    [InlineData("reviewer-1", "您的角色是考评员")]
    [InlineData("administrator", "您的角色是业务管理员")]
    [InlineData("bureau-justice", "您的角色是专项评估单位经办人")]
    [InlineData("nobody-at-all", "账号已停用或不存在")]
    public async Task Only_a_liaison_of_the_unit_types(string by, string why)
    {
        var filing = new Filing(Records);
        var id = Guid.NewGuid();
        await filing.TypeAsync("1.1", "本单位的", id: id);
        var refused = await filing.TypeAsync("1.1", "别人的", seen: 0, by: by, id: id);
        Assert.Equal(("failed", (long?)null), (refused.State, refused.Version));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Null(refused.Theirs);
    }

    [Fact]
    public async Task Whose_role_was_just_taken_neither_types_nor_sends()
    {
        var filing = new Filing(Records);
        await filing.FillAsync();
        await Records.ChangeInRowsAsync(p => p with { Grants = [new(Core.Access.Role.Leadership)] }, Filing.Liaison);
        Assert.Contains("您的角色是区领导", (await filing.TypeAsync("1.1", "还想写", seen: 1)).Message, StringComparison.Ordinal);
        Filing.Refused("您的角色是区领导", await filing.SendAsync());
    }

    [Theory]
    [InlineData("1.2", DraftField.Text, "文字", "1.2无需填报")]
    [InlineData("9.9", DraftField.Text, "文字", "没有指标“9.9”")]
    [InlineData("1.1", DraftField.Assessment, "{\"level\":", "自评看不懂")]
    [InlineData("9.1", DraftField.Assessment, "{\"points\":\"\",\"reason\":\"好\"}", "请选择自评分值")]
    [InlineData("1.1", DraftField.Assessment, "{\"notApplicable\":\"无\"}", "不涉及请在")]
    [InlineData("1.4", DraftField.Claim, "{\"notApplicable\":\"无\"}", "1.4不能填报不涉及")]
    [InlineData("1.4", DraftField.Claim, "{\"zeroReport\":\"a\",\"notApplicable\":\"b\"}", "看不懂")]
    public async Task What_cannot_be_kept_says_why(string indicator, DraftField field, string typed, string why)
    {
        var refused = await new Filing(Records).TypeAsync(indicator, typed, field: field);
        Assert.Equal("failed", refused.State);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_tells_of_each_named_item_what_where_and_when_and_nothing_that_is_its_assessors_to_say()
    {
        var filing = new Filing(Records);
        var typed = "{\"findings\":[{\"id\":1,\"item\":\"分管领导第一季度研究\",\"what\":\" 未开专题会 \",\"where\":\"办公会纪要\",\"when\":\"2022-03-30\",\"foundBy\":\"冒名\",\"mended\":\"2022-04-01\",\"file\":\"6f9619ff-8b86-d011-b42d-00c04fc964ff\"}]}";
        Assert.Equal("saved", (await filing.TypeAsync("8.1", typed, field: DraftField.Assessment)).State);
        var told = Assert.IsType<Findings>((await filing.ViewAsync())!.Content!.Filings.Single(f => f.Indicator.Code.Value == "8.1").Filing.Assessment);
        Assert.Equal(new Finding(1, "未开专题会") { Item = "分管领导第一季度研究", Where = "办公会纪要", When = new(2022, 3, 30) }, Assert.Single(told.List));
        var tooLong = "{\"findings\":[{\"id\":1,\"item\":\"分管领导第一季度研究\",\"what\":\"" + new string('长', 2001) + "\"}]}";
        Assert.Contains("问题描述有2001个字符", (await filing.TypeAsync("8.1", tooLong, seen: 1, field: DraftField.Assessment)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_field_has_its_limit()
    {
        var filing = new Filing(Records);
        Assert.Contains("最多5000个", (await filing.TypeAsync("1.1", new('字', 5001))).Message, StringComparison.Ordinal);
        Assert.Contains("最多50条", (await filing.TypeAsync("1.1", string.Join('\n', Enumerable.Range(0, 51)), field: DraftField.Links)).Message, StringComparison.Ordinal);
        Assert.Contains("最多500个", (await filing.TypeAsync("1.1", new('a', 501), field: DraftField.Links)).Message, StringComparison.Ordinal);
        Assert.Contains("最多100行", (await filing.TypeAsync("1.1", string.Join('\n', Enumerable.Range(0, 101)), field: DraftField.Rows)).Message, StringComparison.Ordinal);
        Assert.Contains("超过200个字", (await filing.TypeAsync("1.1", "1\t" + new string('字', 201), field: DraftField.Rows)).Message, StringComparison.Ordinal);
        Assert.Contains("最多500个", (await filing.TypeAsync("1.1", $"{{\"zeroReport\":\"{new string('a', 501)}\"}}", field: DraftField.Claim)).Message, StringComparison.Ordinal);
        Assert.Contains("最多30000个", (await filing.TypeAsync("1.1", new('a', 30_001))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typing_goes_on_after_the_deadline_but_not_while_it_is_checked_or_filed()
    {
        var filing = new Filing(Records);
        await filing.FillAsync();
        await filing.DueAsync(new DateTime(2022, 11, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal("saved", (await filing.TypeAsync("1.1", "截止后改的", seen: 1)).State);
        await filing.DueAsync(null);
        Filing.Granted(await filing.SendAsync());
        Assert.Contains("已送审", (await filing.TypeAsync("1.1", "送审后改的", seen: 2)).Message, StringComparison.Ordinal);
        Filing.Granted(await filing.SubmitAsync());
        Assert.Contains("已报送", (await filing.TypeAsync("1.1", "报送后改的", seen: 2)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Stage.Setup, false)]
    [InlineData(Stage.SelfReport, true)]
    [InlineData(Stage.Review, true)]
    [InlineData(Stage.Feedback, false)]
    [InlineData(Stage.Final, false)]
    [InlineData(Stage.Published, false)]
    public async Task A_stage_lets_a_unit_file_or_not(Stage stage, bool may)
    {
        var filing = new Filing(Records);
        await filing.FillAsync();
        await filing.ChangeCycleAsync(row => row.Stage = stage);
        Assert.Equal(may ? "saved" : "failed", (await filing.TypeAsync("1.1", "改一改", seen: 1)).State);
        if (may) Filing.Granted(await filing.SendAsync());
        else Filing.Refused("不能填报自查", await filing.SendAsync());
    }

    private static (string, long?) Of(Core.Workflow.DraftOutcome outcome) => (outcome.State, outcome.Version);
}

public sealed class SaveDraftsOnSqliteTests(Databases databases) : SaveDraftsTests(Provider.Sqlite, databases);

public sealed class SaveDraftsOnPostgresTests(Databases databases) : SaveDraftsTests(Provider.Postgres, databases);
