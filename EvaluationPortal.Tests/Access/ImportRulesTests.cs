using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using static EvaluationPortal.Tests.Access.RuleCast;

namespace EvaluationPortal.Tests.Access;

/// <summary>Who may read which files in, and do what with a batch.</summary>
public sealed class ImportRulesTests
{
    private const string Office = "reviewer-1 reviewer-2";

    [Theory]
    [InlineData(ImportKind.ThirdPartyScores, $"{Office} third-party")]
    [InlineData(ImportKind.BureauResult, $"{Office} bureau-justice bureau-finance bureau-civil-affairs")]
    [InlineData(ImportKind.BoardScores, Office)]
    [InlineData(ImportKind.SiteFindings, Office)]
    [InlineData(ImportKind.SelfReport, "")]
    [InlineData((ImportKind)9, "")]
    public void A_kind_of_file_is_read_in_by_who_scores_what_it_holds(ImportKind kind, string who) => Assert.Equal(who, Who(p => ImportRules.Ask(p, kind)));

    [Fact]
    public void A_person_chooses_among_the_own_kinds()
    {
        Assert.Equal([ImportKind.ThirdPartyScores, ImportKind.BureauResult, ImportKind.BoardScores, ImportKind.SiteFindings], ImportRules.KindsOf(Person("reviewer-1")));
        Assert.Equal([ImportKind.BureauResult], ImportRules.KindsOf(Person("bureau-finance")));
        Assert.Empty(ImportRules.KindsOf(Person("liaison-yueyang")));
        Assert.Contains("“导入文件”需要的角色", Why(ImportRules.Ask(Person("chief"), ImportKind.BoardScores)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ImportState.Staged, "third-party", "")]
    [InlineData(ImportState.Applied, "", $"{Office} third-party")]
    [InlineData(ImportState.TakenBack, "", "")]
    [InlineData(ImportState.Discarded, "", "")]
    public void A_batch_is_applied_by_its_reader_and_taken_back_by_whoever_sees_it(ImportState state, string apply, string takeBack)
    {
        var batch = Batch(state);
        Assert.Equal($"{Office} third-party", Who(p => ImportRules.AskToSee(p, batch)));
        Assert.Equal(apply, Who(p => ImportRules.AskToApply(p, batch)));
        Assert.Equal(takeBack, Who(p => ImportRules.AskToTakeBack(p, batch)));
    }

    [Theory]
    [InlineData(ImportState.Staged, "liaison-yueyang", "")]
    [InlineData(ImportState.Applied, "", "liaison-yueyang liaison-yueyang-2")]
    [InlineData(ImportState.TakenBack, "", "")]
    public void A_self_report_s_batch_is_seen_by_its_units_people_alone_and_taken_back_by_any_of_its_liaisons(ImportState state, string apply, string takeBack)
    {
        var batch = Batch(state) with { Kind = ImportKind.SelfReport, By = new("liaison-yueyang"), Unit = new("yueyang") };
        Assert.Equal("liaison-yueyang liaison-yueyang-2 unit-leader-yueyang", Who(p => ImportRules.AskToSee(p, batch)));
        Assert.Equal(apply, Who(p => ImportRules.AskToApply(p, batch)));
        Assert.Equal(takeBack, Who(p => ImportRules.AskToTakeBack(p, batch)));
        Assert.Equal("这一批是其他单位的自查填报，您不能查看。", Why(ImportRules.AskToSee(Person("liaison-sijing"), batch)));
        Assert.Contains("需要的角色", Why(ImportRules.AskToSee(Person("reviewer-1"), batch)), StringComparison.Ordinal);
        Assert.Equal("自查填报表请在本单位的自查填报页面读入。", Why(ImportRules.Ask(Person("reviewer-1"), ImportKind.SelfReport)));
    }

    [Fact]
    public void Refusals_say_whose_it_is_and_where_it_stands()
    {
        Assert.Equal("这一批是他人导入的，您不能查看。", Why(ImportRules.AskToSee(Person("bureau-finance"), Batch(ImportState.Staged))));
        Assert.Equal("这一批是他人导入的，由导入的人应用或放弃。", Why(ImportRules.AskToApply(Person("reviewer-1"), Batch(ImportState.Staged))));
        Assert.Equal("这一批已应用，不能再应用或放弃。", Why(ImportRules.AskToApply(Person("third-party"), Batch(ImportState.Applied))));
        Assert.Equal("这一批待应用，没有可撤回的改动。", Why(ImportRules.AskToTakeBack(Person("third-party"), Batch(ImportState.Staged))));
        Assert.Equal("没有“9”这种导入。", Why(ImportRules.Ask(Person("reviewer-1"), (ImportKind)9)));
        var justice = Batch(ImportState.Applied) with { Kind = ImportKind.BureauResult, By = new("bureau-justice") };
        Assert.Equal("这一批是他人导入的，您不能查看。", Why(ImportRules.AskToTakeBack(Person("bureau-finance"), justice)));
        Assert.False(ImportRules.AskToSee(Person("third-party") with { Grants = [] }, Batch(ImportState.Applied)).IsGranted);
    }

    private static ImportBatch Batch(ImportState state) =>
        new(Guid.Empty, Year.Code, ImportKind.ThirdPartyScores, "结果.xlsx", "", new("third-party"), Now, new([], [], null), ImportStanding.Fresh with { State = state }, 1);
}
