using System.Net;
using System.Text;
using EvaluationPortal.Core.Reports;

namespace EvaluationPortal.Bench.ReportCards;

/// <summary>The content of a report card as one HTML page, for a browser to print.</summary>
internal static class HtmlCard
{
    private const string Style = """
        @page{size:A4;margin:18mm 19mm} body{font:8.5pt/1.4 "Report";margin:0} h1{font-size:20pt;text-align:center;margin:4pt} h2{font-size:11pt;margin:9pt 0 3pt}
        table{border-collapse:collapse;width:100%} td,th{border:.5pt solid #000;padding:3pt 4pt} th{background:#eee} tr{break-inside:avoid} .n{text-align:right}
        .bar{display:inline-block;border:.5pt solid #000;height:8pt;width:230pt} .bar i{display:block;background:#444;height:100%}
        .mark{position:fixed;top:45%;left:10%;font-size:54pt;color:#e5e5e5;transform:rotate(-32deg);z-index:-1}
        """;

    /// <param name="regular">file: address of the regular font, so that both sides use the same.</param>
    public static string Of(ReportCard card, string regular, string bold)
    {
        var html = new StringBuilder($"<!doctype html><html lang=zh-CN><meta charset=utf-8><style>@font-face{{font-family:Report;src:url({regular})}}@font-face{{font-family:Report;font-weight:700;src:url({bold})}}{Style}</style>");
        if (!card.IsFinal)
            html.Append("<div class=mark>未审定，仅供核对</div>");
        html.Append($"<center>{Text(card.CycleName)}</center><h1>政务公开考核评估结果反馈单</h1><table>");
        Row(html, "td", "被考核单位", card.UnitName, "单位类别", card.Kind);
        Row(html, "td", "考核年度", card.CycleCode, "排名组别", card.RankingGroup);
        Row(html, "td", "总分", $"{card.Total:0.00} 分", "名次", card.Rank);
        html.Append("</table><h2>一、分项得分情况</h2>");
        foreach (var section in card.Sections)
            html.Append($"<div>{Text(section.Name)} <span class=bar><i style='width:{section.Points / section.ApplicableMaxPoints * 100:0.0}%'></i></span> {section.Points:0.00} / {section.ApplicableMaxPoints:0.##}</div>");
        html.Append("<h2>二、指标得分明细</h2><table><thead>");
        Row(html, "th", "序号", "二级指标", "分值", "得分", "评分说明", "评分单位");
        html.Append("</thead>");
        foreach (var section in card.Sections)
        {
            html.Append($"<tr><th colspan=2>{Text(section.Name)}（{section.Weight:0.##}%）小计<th class=n>{section.ApplicableMaxPoints:0.##}<th class=n>{section.Points:0.00}<th colspan=2></tr>");
            foreach (var row in section.Rows)
                html.Append($"<tr><td>{Text(row.Code)}<td>{Text(row.Name)}<td class=n>{row.MaxPoints:0.##}<td class=n>{Text(row.Score)}<td>{Text(row.Explanation)}<td>{Text(row.Assessor)}</tr>");
        }
        html.Append("</table><h2>三、问题清单</h2><table><thead>");
        Row(html, "th", "指标", "问题", "网址或位置", "发现日期", "发现人");
        html.Append("</thead>");
        foreach (var finding in card.Findings)
            Row(html, "td", $"{finding.IndicatorCode} {finding.IndicatorName}", finding.What, finding.Where, finding.When?.ToString("yyyy-MM-dd", null), finding.FoundBy);
        html.Append("</table><h2>四、适用规则</h2><ol>");
        foreach (var policy in card.Policies)
            html.Append($"<li>{Text(policy)}");
        return html.Append($"</ol><h2>五、签字盖章</h2><table><tr><td>考核评估小组意见：<br><br><br>考评组长（签字）：<td>被考核单位意见：<br><br><br>单位负责人（签字）：</table><p>校验码 {ReportCardDigest.Of(card)}").ToString();
    }

    private static void Row(StringBuilder html, string cell, params IEnumerable<string?> texts)
    {
        html.Append("<tr>");
        foreach (var text in texts)
            html.Append($"<{cell}>{Text(text)}</{cell}>");
        html.Append("</tr>");
    }

    private static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");
}
