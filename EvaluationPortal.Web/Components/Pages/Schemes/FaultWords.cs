using System.Globalization;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Web.Components.Pages.Schemes;

/// <summary>What the checker of scheme files finds, said for a form: the field's name instead of a pointer into the file.</summary>
internal static class FaultWords
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["name"] = "名称", ["code"] = "代码", ["previous"] = "上年的表的代码", ["weight"] = "权重", ["sections"] = "一级指标", ["shortName"] = "简称", ["content"] = "评分内容", ["criteria"] = "评分标准",
        ["points"] = "分值", ["filing"] = "填报说明", ["method"] = "考评方式", ["assessor"] = "由谁评分", ["assessorName"] = "评分单位", ["appliesTo"] = "适用的单位类别", ["zeroReport"] = "零报告",
        ["continues"] = "延续上年", ["kind"] = "规则种类", ["levels"] = "档次", ["label"] = "情形", ["clause"] = "条文", ["fullClause"] = "没有问题的条文", ["pointsPerFinding"] = "每条扣分", ["found"] = "有问题的说法",
        ["none"] = "没有问题的说法", ["floor"] = "最低得分", ["cap"] = "最多扣分", ["knockOut"] = "不得分情形", ["items"] = "事项", ["givenBy"] = "得分来源", ["step"] = "每档分值", ["elements"] = "评分要素", ["rule"] = "规则",
    };

    public static string Of(Fault fault, Scheme scheme)
    {
        var parts = fault.Pointer.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var name = parts.LastOrDefault(Names.ContainsKey) is { } last ? Names[last] : "";
        var level = Array.IndexOf(parts, "levels") is >= 0 and var at && at + 1 < parts.Length && int.TryParse(parts[at + 1], CultureInfo.InvariantCulture, out var ordinal) ? $"第{ordinal + 1}档" : "";
        var section = parts is ["sections", var number, "weight" or "name"] && int.TryParse(number, CultureInfo.InvariantCulture, out var place) && place < scheme.Sections.Length ? $"“{scheme.Sections[place].Name}”" : "";
        return $"{section}{level}{name}：{fault.Message}";
    }
}
