using EvaluationPortal.Web.Components.Pages.Audit;

namespace EvaluationPortal.Tests.Web;

/// <summary>What the audit page says of a year's changed settings.</summary>
public sealed class SettingsWordsTests
{
    [Fact]
    public void Only_what_differs_is_said_by_its_name_on_the_page_and_in_local_time() => Assert.Equal(
        ("自查填报截止 2026-11-28 17:00；另排全部单位的名次 否；6.1评分人数 2；区财政局报送截止 —；核查评估阶段联络员可以看到 —；联系人 —",
         "自查填报截止 2026-12-01 09:00；另排全部单位的名次 是；6.1评分人数 3；区财政局报送截止 2026-12-02 08:30；核查评估阶段联络员可以看到 本单位得分；联系人 陈晓明 37730000"),
        SettingsWords.Difference(
            """{"leaderChecks":true,"filing":"2026-11-28T09:00:00Z","deliveries":{},"liaisonsSeeIn":{},"ranksOverall":false,"raters":{"6.1":2},"extensions":[]}""",
            """{"leaderChecks":true,"filing":"2026-12-01T01:00:00Z","deliveries":{"区财政局":"2026-12-02T00:30:00Z"},"liaisonsSeeIn":{"review":"ownScore"},"ranksOverall":true,"raters":{"6.1":3},"extensions":[],"contact":{"name":"陈晓明","telephone":"37730000"}}"""));

    [Fact]
    public void What_the_portal_never_wrote_is_said_as_it_stands() =>
        Assert.Equal(("deliveries 无；strange —", "deliveries —；strange 1"), SettingsWords.Difference("""{"deliveries":[]}""", """{"deliveries":null,"strange":1}"""));
}
