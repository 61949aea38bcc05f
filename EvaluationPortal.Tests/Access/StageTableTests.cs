using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Tests.Access;

/// <summary>The whole table of stages and commands, as it was decided.</summary>
public sealed class StageTableTests
{
    /// <summary>年度准备, 自查填报, 核查评估, 结果反馈与复核, 审定, 结果公开: x where the command may be done.</summary>
    private static readonly Dictionary<CycleCommand, string> Decided = new()
    {
        [CycleCommand.ChangeUnits] = "xx----",
        [CycleCommand.ReplaceTable] = "x-----",
        [CycleCommand.CorrectTable] = "-xxx--",
        [CycleCommand.ChangeSettings] = "xxxx--",
        [CycleCommand.MoveDeadlines] = "xxx---",
        [CycleCommand.SetFullMark] = "xxxx--",
        [CycleCommand.Score] = "-xxx--",
        [CycleCommand.Confirm] = "-xxx--",
        [CycleCommand.Adjust] = "--xx--",
        [CycleCommand.FileSelfReport] = "-xx---",
        [CycleCommand.ReturnSelfReport] = "-xx---",
        [CycleCommand.ChangeEvidence] = "-xxx--",
        [CycleCommand.TryFacts] = "---xxx",
        [CycleCommand.DeliverResult] = "-xxx--",
        [CycleCommand.ReturnDelivery] = "-xxx--",
        [CycleCommand.EnterForAssessor] = "-xxx--",
        [CycleCommand.WriteNote] = "xxxx--",
        [CycleCommand.MendFindings] = "-xxxxx",
    };

    public static TheoryData<CycleCommand, Stage> Cells =>
        [.. from command in Enum.GetValues<CycleCommand>() from stage in Enum.GetValues<Stage>() select new TheoryDataRow<CycleCommand, Stage>(command, stage)];

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_command_may_be_done_in_the_stages_decided(CycleCommand command, Stage stage) =>
        Assert.Equal(Decided[command][(int)stage] == 'x', StageTable.Ask(RuleCast.Year with { Stage = stage }, command).IsGranted);

    [Fact]
    public void Every_command_has_a_name_of_its_own()
    {
        var names = Enum.GetValues<CycleCommand>().Select(command => command.ChineseName()).ToList();
        Assert.All(names, name => Assert.Matches(@"^\p{IsCJKUnifiedIdeographs}{2,10}$", name));
        Assert.Distinct(names);
        Assert.Contains("not a command", Assert.Throws<ArgumentOutOfRangeException>(() => ((CycleCommand)(-1)).ChineseName()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_refusal_names_the_stage_the_command_and_the_stages_that_allow_it(CycleCommand command, Stage stage)
    {
        if (StageTable.Ask(RuleCast.Year with { Stage = stage }, command) is not Denied denied) return;
        Assert.Contains($"“{stage.Text()}”阶段，不能{command.ChineseName()}", denied.Why, StringComparison.Ordinal);
        Assert.All(StageTable.StagesOf(command), allowed => Assert.Contains($"“{allowed.Text()}”", denied.Why, StringComparison.Ordinal));
    }
}
