using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Invented findings with texts such as reviewers write.</summary>
internal static class DemoFindings
{
    private const string Site = "https://www.example.gov.cn/zwgk";

    public static readonly ImmutableArray<string> Shortfalls =
        ["佐证材料不够完整", "案例推广成效说明不足", "公开内容更新不够及时", "缺少版面照片", "参训人员签到不全"];

    private static readonly ImmutableArray<(string What, string Where)> SiteFaults =
    [
        ("“政策文件”栏目超过六个月未更新", "/zcwj"), ("年报附件链接打不开", "/nb/2021"), ("机构职能信息错放在通知公告栏目", "/tzgg"),
        ("重点领域栏目为空白页", "/zdly"), ("联系电话与实际不符", "/jgzn"), ("栏目名称有错别字", "/zthd"),
    ];

    private static readonly ImmutableArray<(string What, string Where)> BudgetFaults =
    [
        ("所属单位决算未公开绩效评价报告", "/czzj/js"), ("“三公”经费增减原因说明不完整", "/czzj/ys"), ("预算公开表格缺少部门收支总表", "/czzj/ys"),
    ];

    public static Findings Of(Indicator indicator, Deduction rule, int draw)
    {
        if (rule.Items.Length > 0) return new([.. rule.Items.Where((_, at) => (draw >> at) % 4 == 0).Select((item, at) => new Finding(at + 1, "") { Item = item, When = Day(draw) })]);
        if (rule.KnockOut is not null && draw % 17 == 0) return new([new(1, "截至核查日决算信息仍未公开") { KnockOut = true, Where = Site + "/czzj", When = Day(draw) }]);
        var faults = rule.KnockOut is null ? SiteFaults : BudgetFaults;
        var count = draw % 10 < 4 ? 0 : draw % 41 == 0 ? faults.Length : draw % 3 + 1;
        if (draw % 23 == 0) return Findings.OfCount(2);
        return new([.. Enumerable.Range(0, Math.Min(count, faults.Length)).Select(at => Described(faults[(draw + at) % faults.Length], at + 1, draw))]);
    }

    private static Finding Described((string What, string Where) fault, int id, int draw) =>
        new(id, fault.What) { Where = Site + fault.Where, When = Day(draw + id), Confirmed = draw % 13 != 0 || id == 1 };

    private static DateOnly Day(int draw) => new DateOnly(2022, 11, 7).AddDays(draw % 20);
}
