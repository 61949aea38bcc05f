using System.Collections.Frozen;
using EvaluationPortal.Core.Schemes.Adoption;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>What a column of a filled-in self-report says.</summary>
internal enum FilingColumn
{
    Code,
    Name,
    Text,
    Links,
    Assessment,
    AssessmentReason,
    Claim,
    ClaimReason,

    /// <summary>理由: of the claim where the row has one, of the self-assessment where it has none.</summary>
    Reason,
    Number,
    Title,
    Was,
    Is,

    /// <summary>Understood, and not read.</summary>
    Passed,
}

/// <summary>The headings that are understood.</summary>
internal static class FilingColumns
{
    private static readonly FrozenDictionary<string, FilingColumn> Words = new Dictionary<FilingColumn, string>
    {
        [FilingColumn.Code] = "序号,指标序号,指标编号,编号",
        [FilingColumn.Name] = "二级指标,指标,指标名称,考核指标",
        [FilingColumn.Text] = "填报说明,情况说明,填报内容,自查情况,自查说明",
        [FilingColumn.Links] = "网站链接,材料链接,链接,网址,材料",
        [FilingColumn.Assessment] = "自评,自评结果,自评等次,自评分,自评得分",
        [FilingColumn.AssessmentReason] = "自评理由,自评说明",
        [FilingColumn.Claim] = "零报告/不涉及,零报告或不涉及,零报告、不涉及,零报告,不涉及",
        [FilingColumn.ClaimReason] = "零报告/不涉及理由,零报告/不涉及的理由,零报告或不涉及理由,零报告或不涉及的理由,零报告理由,不涉及理由",
        [FilingColumn.Reason] = "理由",
        [FilingColumn.Number] = "文号",
        [FilingColumn.Title] = "标题,文件标题,文件名称,公文标题",
        [FilingColumn.Was] = "原属性,原公开属性",
        [FilingColumn.Is] = "现属性,现公开属性",
        [FilingColumn.Passed] = "一级指标,评分内容,评分标准,分值,填报要求,考评方式,备注,得分,行号",
    }.SelectMany(column => column.Value.Split(',').Select(word => (word, column.Key))).ToFrozenDictionary(word => word.word, word => word.Key);

    /// <summary>The column with that heading; null where it is not understood.</summary>
    public static FilingColumn? Of(string heading)
    {
        var plain = PlanText.Plain(heading).TrimEnd(':', '*');
        var open = plain.IndexOf('(', StringComparison.Ordinal);
        return Words.TryGetValue(plain, out var column) || (open > 0 && Words.TryGetValue(plain[..open], out column)) ? column : null;
    }
}
