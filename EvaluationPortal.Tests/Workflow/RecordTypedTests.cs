using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>The call a browser makes: whatever it sends is answered edit by edit.</summary>
public abstract class RecordTypedTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    [Fact]
    public async Task Each_edit_is_answered_in_its_place()
    {
        var outcomes = await Run("reviewer-1", Typed("1.4", "5"), Typed("1.4", "4"), Typed("6.1", "3"), Typed("9.9", "3"), Typed("6.2", "5"), Typed("6.1", "3 缺少规划计划"), Typed("1.2", ""));
        Assert.Equal(["saved", "failed", "reason", "failed", "failed", "saved", "saved"], outcomes.Select(o => o.State));
        Assert.Contains("5、3、0", outcomes[1].Message, StringComparison.Ordinal);
        Assert.Contains("专项评估单位经办人", outcomes[4].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_id_for_two_cells_is_refused_for_the_second_and_disturbs_no_other()
    {
        var id = Guid.NewGuid();
        var outcomes = await Run("reviewer-1", Typed("1.4", "5") with { Id = id }, Typed("6.1", "5") with { Id = id }, Typed("1.2", "5"));
        Assert.Equal(["saved", "failed", "saved"], outcomes.Select(o => o.State));
    }

    [Fact]
    public async Task The_same_edit_twice_in_one_call_is_written_once()
    {
        var edit = Typed("1.4", "5");
        var outcomes = await Run("reviewer-1", edit, edit);
        Assert.Equal(outcomes[0], outcomes[1]);
        Assert.Equal(2, (await Records.TrailAsync()).Count);
    }

    [Theory]
    [InlineData("leader")]
    [InlineData("chief")]
    [InlineData("liaison-sijing")]
    [InlineData("bureau-finance")]
    [InlineData("security-auditor")]
    [InlineData("nobody")]
    public async Task Whoever_may_not_score_a_cell_is_refused_whatever_the_page_hid(string persona)
    {
        var outcomes = await Run(persona, Typed("1.4", "5"), Typed("6.2", "5", unit: "caizhengju"), Typed("2.4", "5"));
        Assert.All(outcomes, o => Assert.Equal("failed", o.State));
        Assert.Single(await Records.TrailAsync());
    }

    [Theory]
    [InlineData("9.1", "5")]
    [InlineData("1.2", "5")]
    [InlineData("1.2", "4")]
    [InlineData("1.2", "-1")]
    public async Task Whoever_may_not_score_a_cell_does_not_learn_from_the_answer_what_stands_in_it(string indicator, string probe)
    {
        var before = Assert.Single(await Run("bureau-finance", Typed(indicator, probe)));
        Observation standing = indicator is "9.1" ? new Judged(5, "推广不足") : new Findings([new(1, "栏目未更新"), new(2, "链接打不开")]);
        Assert.IsType<Saved>(await Records.EditAsync("reviewer-1", Records.Edit("sijing", indicator, standing)));
        var after = Assert.Single(await Run("bureau-finance", Typed(indicator, probe)));
        Assert.Equal((before.State, before.Message), (after.State, after.Message));
    }

    [Fact]
    public async Task Another_cycle_is_refused()
    {
        var outcomes = await new RecordTyped(Records.Record, Records.Live, Records.People, Records.Clock).Run(new("reviewer-1"), "2021", [Typed("1.4", "5")]);
        Assert.Equal("failed", Assert.Single(outcomes).State);
    }

    private Task<IReadOnlyList<TypedOutcome>> Run(string by, params TypedEdit[] edits) =>
        new RecordTyped(Records.Record, Records.Live, Records.People, Records.Clock).Run(new(by), Records.Cycle, edits);

    private static TypedEdit Typed(string indicator, string text, string unit = "sijing") => new(Guid.NewGuid(), unit, indicator, text, long.MaxValue);
}

public sealed class RecordTypedOnSqliteTests(Databases databases) : RecordTypedTests(Provider.Sqlite, databases);

public sealed class RecordTypedOnPostgresTests(Databases databases) : RecordTypedTests(Provider.Postgres, databases);
