using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Access;

public sealed class SightTests
{
    private static readonly Dictionary<string, Person> People = Personas.Among(Songjiang2022.Units).ToDictionary(p => p.Id.Value);

    [Theory]
    [InlineData("reviewer-1")]
    [InlineData("chief")]
    [InlineData("leader")]
    [InlineData("administrator")]
    public void Reviewers_chief_leaders_and_administrators_see_everything(string person) =>
        Assert.Equal(Sight.Everything, Of(person, LiaisonView.Progress));

    [Theory]
    [InlineData(LiaisonView.Progress, false, false, false, false)]
    [InlineData(LiaisonView.OwnScore, true, false, false, false)]
    [InlineData(LiaisonView.OwnScoreAndRank, true, true, true, false)]
    [InlineData(LiaisonView.All, true, true, true, true)]
    public void A_liaison_sees_of_the_own_unit_what_the_setting_says(LiaisonView view, bool score, bool rank, bool names, bool others) =>
        Assert.Equal(new Sight(null, score, rank, names, others), Of("liaison-yueyang", view));

    [Fact]
    public void Unless_told_otherwise_a_liaison_sees_the_own_score_without_rank_and_names() =>
        Assert.Equal(Of("liaison-yueyang", LiaisonView.OwnScore), Sight.Of(People["liaison-yueyang"], Cycle(new CycleSettings().LiaisonsSeeIn(Stage.Review)), Unit("yueyang")));

    [Theory]
    [InlineData(LiaisonView.Progress)]
    [InlineData(LiaisonView.OwnScore)]
    [InlineData(LiaisonView.OwnScoreAndRank)]
    public void Another_unit_is_refused_to_a_liaison_with_the_reason(LiaisonView view)
    {
        var sight = Of("liaison-sijing", view);
        Assert.Contains("岳阳街道不是您的单位", sight.Refusal!.Why, StringComparison.Ordinal);
        Assert.False(sight.Score || sight.Rank || sight.Names || sight.Others);
    }

    [Fact]
    public void Where_everything_is_open_to_liaisons_another_unit_is_too() => Assert.True(Of("liaison-sijing", LiaisonView.All) is { Refusal: null, Score: true });

    [Fact]
    public void Whoever_is_a_liaison_beside_another_role_sees_what_is_open_to_liaisons()
    {
        var both = People["liaison-sijing"] with { Grants = [new(Role.Bureau, [new("6.2")], []), .. People["liaison-sijing"].Grants] };
        Assert.Null(Sight.Of(both, Cycle(LiaisonView.All), Unit("yueyang")).Refusal);
    }

    [Fact]
    public void Other_facts_are_tried_on_the_own_unit_once_its_score_is_shown_and_scoring_is_over()
    {
        Permit Try(string person, LiaisonView view, Stage stage) => Sight.AskToTry(People[person], Cycle(view) with { Stage = stage }, Unit("yueyang"));
        Assert.True(Try("liaison-yueyang", LiaisonView.OwnScore, Stage.Feedback).IsGranted);
        Assert.Equal("当前阶段（结果反馈与复核）只显示进度，得分开放后才能测算。", RuleCast.Why(Try("liaison-yueyang", LiaisonView.Progress, Stage.Feedback)));
        Assert.Contains("不能测算", RuleCast.Why(Try("liaison-yueyang", LiaisonView.OwnScore, Stage.Review)), StringComparison.Ordinal);
        Assert.Contains("岳阳街道不是您的单位", RuleCast.Why(Try("liaison-sijing", LiaisonView.All, Stage.Feedback)), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_sees_everything_sees_all_of_it() => Assert.Equal(new Sight(null, true, true, true, true), Sight.Everything);

    [Theory]
    [InlineData("bureau-finance")]
    [InlineData("third-party")]
    [InlineData("system-administrator")]
    [InlineData("security-administrator")]
    [InlineData("security-auditor")]
    public void Nobody_else_sees_a_units_page_whatever_the_setting(string person) => Assert.NotNull(Of(person, LiaisonView.All).Refusal);

    private static Sight Of(string person, LiaisonView view) => Sight.Of(People[person], Cycle(view), Unit("yueyang"));

    private static Unit Unit(string code) => Songjiang2022.Units.Single(u => u.Code.Value == code);

    private static Cycle Cycle(LiaisonView view) => new()
    {
        Code = "2022", Name = "2022年考核评估", Stage = Stage.Review, Scheme = Songjiang2022.Scheme, Units = Songjiang2022.Units, Settings = new() { LiaisonsSee = CycleSettings.InEveryStage(view) }, Version = 1,
    };
}
