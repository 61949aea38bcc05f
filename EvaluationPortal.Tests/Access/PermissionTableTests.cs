using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Tests.Access;

public sealed class PermissionTableTests
{
    private static readonly Unit Street = new(new("yueyang"), "岳阳街道", [], "街道", "街镇", 1);
    private static readonly Unit Town = new(new("sijing"), "泗泾镇", [], "镇", "街镇", 2);
    private static readonly Unit Education = new(new("edu"), "区教育局", [], "区政府部门", "区政府部门", 3);
    private static readonly Unit Justice = new(new("justice"), "区司法局", [], "区政府部门", "区政府部门", 4);
    private static readonly Unit Finance = new(new("finance"), "区财政局", ["财政局"], "区政府部门", "区政府部门", 5);
    private static readonly Unit Civil = new(new("civil"), "区民政局", [], "区政府部门", "区政府部门", 6);
    private static readonly Unit[] Roster = [Street, Town, Education, Justice, Finance, Civil];
    private static readonly Indicator Office12 = Indicator("1.2", Source.Office, "区政府办公室");
    private static readonly Indicator Bureau62 = Indicator("6.2", Source.Bureau, "区财政局");
    private static readonly Indicator Bureau24 = Indicator("2.4", Source.Bureau, "区司法局");
    private static readonly Indicator Third13 = Indicator("1.3", Source.ThirdParty, "第三方机构");
    private static readonly Dictionary<string, Person> People = Personas.Among(Roster).ToDictionary(p => p.Id.Value);

    [Fact]
    public void Reviewers_score_the_office_indicators_of_every_unit()
    {
        Assert.All(Roster, unit => Assert.True(PermissionTable.AskToScore(People["reviewer-1"], unit, Office12).IsGranted));
        AssertDenied("6.2由区财政局评定", PermissionTable.AskToScore(People["reviewer-1"], Town, Bureau62, Source.Office));
        AssertDenied("需要的角色是专项评估单位经办人", PermissionTable.AskToScore(People["reviewer-1"], Town, Bureau62));
        AssertDenied("需要的角色是第三方机构", PermissionTable.AskToScore(People["reviewer-1"], Town, Third13));
    }

    [Fact]
    public void A_bureau_scores_its_own_indicator_of_every_other_unit()
    {
        Assert.All(Roster.Except([Finance]), unit => Assert.True(PermissionTable.AskToScore(People["bureau-finance"], unit, Bureau62).IsGranted));
        AssertDenied("2.4不是您的指标，您负责6.2", PermissionTable.AskToScore(People["bureau-finance"], Town, Bureau24));
        AssertDenied("需要的角色是考评员", PermissionTable.AskToScore(People["bureau-finance"], Town, Office12));
    }

    [Fact]
    public void Nobody_scores_the_own_unit_and_the_office_does_it_instead()
    {
        AssertDenied("区财政局的6.2由区政府办公室评定", PermissionTable.AskToScore(People["bureau-finance"], Finance, Bureau62, Source.Bureau));
        AssertDenied("需要的角色是考评员", PermissionTable.AskToScore(People["bureau-finance"], Finance, Bureau62, Source.Office));
        Assert.True(PermissionTable.AskToScore(People["reviewer-2"], Finance, Bureau62, Source.Office).IsGranted);
        Assert.True(PermissionTable.AskToScore(People["reviewer-2"], Finance, Bureau62).IsGranted);

        var fromTown = People["reviewer-1"] with { Units = [Town.Code] };
        AssertDenied("泗泾镇是您的本单位", PermissionTable.AskToScore(fromTown, Town, Office12));
        Assert.True(PermissionTable.AskToScore(fromTown, Street, Office12).IsGranted);
    }

    [Fact]
    public void The_third_party_scores_its_indicators_only()
    {
        Assert.True(PermissionTable.AskToScore(People["third-party"], Finance, Third13).IsGranted);
        AssertDenied("9.9不是您的指标", PermissionTable.AskToScore(People["third-party"], Finance, Indicator("9.9", Source.ThirdParty, "第三方机构")));
    }

    [Fact]
    public void A_liaison_sees_and_downloads_the_own_unit_only()
    {
        var liaison = People["liaison-yueyang"];
        Assert.True(PermissionTable.AskToSee(liaison, Street).IsGranted);
        AssertDenied("泗泾镇不是您的单位", PermissionTable.AskToSee(liaison, Town));
        Assert.True(PermissionTable.Ask(liaison, Permission.DownloadReportCard, Street).IsGranted);
        AssertDenied("泗泾镇不是您的单位", PermissionTable.Ask(liaison, Permission.DownloadReportCard, Town));
        AssertDenied("您的角色是联络员", PermissionTable.Ask(liaison, Permission.SeeBoard));
        AssertDenied("您的角色是联络员", PermissionTable.Ask(liaison, Permission.DownloadAllReportCards));
    }

    [Theory]
    [InlineData("chief")]
    [InlineData("leader")]
    [InlineData("administrator")]
    public void Those_who_read_everything_score_nothing(string persona)
    {
        Assert.All(Roster, unit => Assert.True(PermissionTable.AskToSee(People[persona], unit).IsGranted));
        Assert.True(PermissionTable.Ask(People[persona], Permission.DownloadAllReportCards).IsGranted);
        foreach (var indicator in (Indicator[])[Office12, Bureau62, Third13])
        {
            Assert.False(PermissionTable.AskToScore(People[persona], Town, indicator).IsGranted);
        }
    }

    [Theory]
    [InlineData("system-administrator")]
    [InlineData("security-administrator")]
    [InlineData("security-auditor")]
    public void The_three_of_the_installation_see_no_scores(string persona)
    {
        Assert.False(PermissionTable.Ask(People[persona], Permission.SeeBoard).IsGranted);
        AssertDenied("查看各单位得分", PermissionTable.AskToSee(People[persona], Town));
    }

    [Fact]
    public void A_bureau_sees_its_own_column_of_the_board()
    {
        Assert.True(PermissionTable.Ask(People["bureau-finance"], Permission.SeeBoard).IsGranted);
        Assert.True(PermissionTable.Ask(People["bureau-finance"], Permission.SeeBoard, Town, Bureau62).IsGranted);
        AssertDenied("1.2不是您的指标", PermissionTable.Ask(People["bureau-finance"], Permission.SeeBoard, Town, Office12));
    }

    [Fact]
    public void A_reviewer_may_be_limited_to_indicators_or_units()
    {
        var toIndicators = People["reviewer-1"] with { Grants = [new(Role.Reviewer, [Office12.Code], [])] };
        Assert.True(PermissionTable.AskToScore(toIndicators, Town, Office12).IsGranted);
        Assert.Equal(new Denied("1.4不是您的指标，您负责1.2。"), PermissionTable.AskToScore(toIndicators, Town, Indicator("1.4", Source.Office, "区政府办公室")));
        Assert.True(PermissionTable.Ask(toIndicators, Permission.SeeBoard, Town, Bureau62).IsGranted);

        var toUnits = People["reviewer-1"] with { Grants = [new(Role.Reviewer, [], [Street.Code])] };
        Assert.True(PermissionTable.AskToScore(toUnits, Street, Office12).IsGranted);
        Assert.Equal(new Denied("泗泾镇不在您负责的单位之内。"), PermissionTable.AskToScore(toUnits, Town, Office12));
        Assert.True(PermissionTable.Ask(toUnits, Permission.ScoreOffice, indicator: Office12).IsGranted);
    }

    [Fact]
    public void Limits_of_a_role_do_not_widen_another()
    {
        var both = People["bureau-finance"] with { Units = [], Grants = [new(Role.Bureau, [Bureau62.Code], []), new(Role.ThirdParty, [Third13.Code], [])] };
        Assert.True(PermissionTable.AskToScore(both, Town, Third13).IsGranted);
        Assert.Equal(new Denied("2.4不是您的指标，您负责6.2。"), PermissionTable.AskToScore(both, Town, Bureau24));
        Assert.Equal(new Denied("2.4不是您的指标，您只能查看1.3、6.2。"), PermissionTable.Ask(both, Permission.SeeBoard, Town, Bureau24));
    }

    [Fact]
    public void A_bureau_whose_indicator_was_not_named_yet_may_score_nothing()
    {
        var unnamed = People["bureau-finance"] with { Grants = [new(Role.Bureau)] };
        Assert.Equal(new Denied("6.2不是您的指标，您负责的指标尚未指定。"), PermissionTable.AskToScore(unnamed, Town, Bureau62));
    }

    [Fact]
    public void Asked_in_general_about_an_indicator_its_assessor_counts_whatever_the_unit()
    {
        Assert.True(PermissionTable.Ask(People["bureau-finance"], Permission.ScoreBureau).IsGranted);
        Assert.True(PermissionTable.Ask(People["bureau-finance"], Permission.ScoreBureau, indicator: Bureau62).IsGranted);
        Assert.Equal(new Denied("6.2由区财政局评定。"), PermissionTable.Ask(People["reviewer-1"], Permission.ScoreOffice, indicator: Bureau62));
        Assert.Equal(new Denied("6.2由区财政局评定。"), PermissionTable.Ask(People["reviewer-1"], Permission.ScoreOffice, Town, Bureau62));
        Assert.True(PermissionTable.Ask(People["reviewer-1"], Permission.ScoreOffice, Finance, Bureau62).IsGranted);
        Assert.Equal(new Denied("6.2由区政府办公室评定。"), PermissionTable.Ask(People["bureau-finance"] with { Units = [] }, Permission.ScoreBureau, Finance, Bureau62));
        Assert.True(PermissionTable.Ask(People["liaison-yueyang"], Permission.DownloadReportCard).IsGranted);
    }

    [Fact]
    public void A_refusal_says_which_roles_may_and_which_one_holds() =>
        Assert.Equal(
            new Denied("“查阅审计记录”需要的角色是业务管理员、安全审计员，您的角色是考评员。"),
            PermissionTable.Ask(People["reviewer-1"], Permission.ReadAudit));

    [Fact]
    public void A_liaison_who_also_reads_everything_is_not_held_to_the_own_unit()
    {
        var both = People["liaison-yueyang"] with { Grants = [new(Role.Liaison), new(Role.Leadership)] };
        Assert.True(PermissionTable.Ask(both, Permission.DownloadReportCard, Town).IsGranted);
        Assert.True(PermissionTable.AskToSee(both, Town).IsGranted);
    }

    [Fact]
    public void A_chief_who_is_also_a_reviewer_may_score() =>
        Assert.True(PermissionTable.AskToScore(People["chief"] with { Grants = [new(Role.Chief), new(Role.Reviewer)] }, Town, Office12).IsGranted);

    [Fact]
    public void Every_permission_has_a_holder_and_every_role_and_permission_a_name()
    {
        Assert.All(Enum.GetValues<Permission>(), p => Assert.NotEmpty(PermissionTable.RolesWith(p)));
        Assert.All(Enum.GetValues<Permission>(), p => Assert.NotEmpty(p.ChineseName()));
        Assert.All(Enum.GetValues<Role>(), r => Assert.NotEmpty(r.ChineseName()));
        Assert.Contains("not a role", Assert.Throws<ArgumentOutOfRangeException>(() => ((Role)99).ChineseName()).Message, StringComparison.Ordinal);
        Assert.Contains("not a permission", Assert.Throws<ArgumentOutOfRangeException>(() => ((Permission)99).ChineseName()).Message, StringComparison.Ordinal);
        Assert.Equal(Enum.GetValues<Role>().Order(), People.Values.SelectMany(p => p.Roles).Distinct().Order());
    }

    [Fact]
    public void A_persona_whose_unit_is_not_in_the_roster_is_left_out()
    {
        var without = Personas.Among([.. Roster.Except([Street])]);
        Assert.DoesNotContain(without, p => p.Id.Value is "liaison-yueyang" or "liaison-yueyang-2" or "unit-leader-yueyang");
        Assert.Equal(Personas.Ids.Length - 3, without.Length);
    }

    /// <summary>Several roles: any of them is enough, and none takes away what another gives.</summary>
    [Theory]
    [InlineData("liaison-sijing", Permission.SeeOwnScorecard, "您只能查看本单位的得分")]
    [InlineData("liaison-sijing", Permission.FileEvidence, "您只能查看本单位的佐证材料")]
    [InlineData("liaison-sijing", Permission.SeeOwnEvidence, "您只能查看本单位的佐证材料")]
    [InlineData("liaison-sijing", Permission.FileSelfReport, "您只能办理本单位的自查填报")]
    [InlineData("liaison-sijing", Permission.ReportMending, "您只能报告本单位的整改")]
    public void What_is_for_the_own_unit_says_so_of_another(string person, Permission permission, string why) =>
        AssertDenied($"{why}，岳阳街道不是您的单位。", PermissionTable.Ask(People[person], permission, Street));

    [Theory]
    [InlineData(Permission.ReturnSelfReport, "退回")]
    [InlineData(Permission.CheckMending, "核对整改")]
    [InlineData(Permission.KeepRecords, "登记日常记录")]
    [InlineData(Permission.EnterForAssessor, "代录")]
    public void What_reviewers_do_is_not_done_to_the_own_unit_nor_beyond_their_limits(Permission permission, string what)
    {
        var reviewer = People["reviewer-1"] with { Units = [Street.Code], Grants = [new(Role.Reviewer, [new("1.2")], [Street.Code, Town.Code]), new(Role.Reviewer, [new("6.2")], [Town.Code])] };
        AssertDenied($"岳阳街道是您的本单位，不能由您{what}。", PermissionTable.Ask(reviewer, permission, Street, Office12));
        Assert.True(PermissionTable.Ask(reviewer, permission, Town, Office12).IsGranted);
        Assert.True(PermissionTable.Ask(reviewer, permission, Town, Bureau62).IsGranted);
        AssertDenied("这项指标或这家单位不在您负责的范围之内。", PermissionTable.Ask(reviewer, permission, Town, Bureau24));
        AssertDenied("这项指标或这家单位不在您负责的范围之内。", PermissionTable.Ask(reviewer, permission, Education, Office12));
    }

    [Fact]
    public void A_bureau_that_also_reviews_is_not_held_to_the_own_columns_of_the_board()
    {
        var both = People["bureau-finance"] with { Grants = [.. People["bureau-finance"].Grants, new(Role.Reviewer, [new("1.4")], [])] };
        Assert.True(PermissionTable.Ask(both, Permission.SeeBoard, null, Office12).IsGranted);
    }

    [Fact]
    public void One_of_several_roles_is_enough_to_see()
    {
        var bureau = People["bureau-finance"];
        Assert.True(PermissionTable.Ask(bureau with { Grants = [.. bureau.Grants, new(Role.Leadership)] }, Permission.SeeBoard, Town, Office12).IsGranted);
        var both = bureau with { Grants = [.. bureau.Grants, new(Role.ThirdParty, [new("1.3")], [])] };
        Assert.True(PermissionTable.Ask(both, Permission.SeeBoard, Town, Bureau62).IsGranted);
        Assert.True(PermissionTable.Ask(both, Permission.SeeBoard, Town, Third13).IsGranted);
        Assert.True(PermissionTable.AskToSee(bureau with { Grants = [.. bureau.Grants, new(Role.Liaison)] }, Finance).IsGranted);
    }

    private static void AssertDenied(string why, Permit permit) => Assert.Contains(why, Assert.IsType<Denied>(permit).Why, StringComparison.Ordinal);

    private static Indicator Indicator(string code, Source assessor, string name) => new()
    {
        Code = new(code), Name = code, ShortName = code, Content = "", Criteria = "", Filing = "", NeedsFiling = false, Method = "", Assessor = assessor,
        AssessorName = name, AppliesTo = [], ZeroReport = ZeroReport.Proposal, MayBeNotApplicable = false, Rule = null!, // who may score never depends on how
    };
}
