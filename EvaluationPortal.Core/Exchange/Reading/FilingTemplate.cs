using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Exchange.Sheets;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>A unit's self-report as a workbook, filled with what its drafts have, to be filled in and read back by <see cref="FilingFile"/>.</summary>
public static class FilingTemplate
{
    private const int FreeRows = 100, Assessed = 6, Claimed = 8;
    private static readonly string[] Heads = ["序号", "二级指标", "评分标准", "填报要求", "填报说明", "网站链接", "自评", "自评理由", "零报告/不涉及", "零报告/不涉及理由"];

    /// <summary>Its sheets.</summary>
    public static Sheet[] Sheets(ReportContent content)
    {
        var lists = new TemplateLists();
        var asked = content.Filings.Where(f => IndicatorFiling.AsksForList(f.Indicator)).ToList();
        return [Filings(content, lists), .. asked.Select(f => Documents(f.Indicator, f.Filing)), Example(content), Explained(), lists.Sheet()];
    }

    private static Sheet Filings(ReportContent content, TemplateLists lists)
    {
        var choices = ImmutableArray.CreateBuilder<SheetChoices>();
        var (claims, zero) = (lists.Add("零报告/不涉及", ["零报告", "不涉及", "无"]), lists.Add("零报告", ["零报告", "无"]));
        foreach (var (at, (indicator, _, _)) in content.Filings.Index())
        {
            if (Choices(indicator) is { Length: > 0 } values) choices.Add(new(At(at, Assessed), lists.Add($"{indicator.Code}的自评", values)));
            choices.Add(new(At(at, Claimed), indicator.MayBeNotApplicable ? claims : zero, indicator.MayBeNotApplicable ? "只能选“零报告”“不涉及”或“无”。" : "只能选“零报告”或“无”。"));
        }
        ImmutableArray<SheetColumn> columns = [new(7), new(24), new(44), new(22), new(40), new(36), new(22), new(20), new(14), new(24)];
        return new("自查填报", columns, content.Filings.Select(f => Row(f.Indicator, f.Filing)).Prepend([.. Heads.Select(head => SheetCell.Of(head, SheetLook.Head))])) { FrozenColumns = 2, Choices = choices.ToImmutable(), Paper = SheetPaper.Wide };
    }

    private static ImmutableArray<SheetCell> Row(Indicator indicator, IndicatorFiling filing) =>
    [
        SheetCell.Of(indicator.Code.Value, SheetLook.Bold), SheetCell.Of(indicator.Name, SheetLook.Bold), SheetCell.Of(indicator.Criteria), SheetCell.Of(indicator.Filing),
        SheetCell.Of(filing.Text), SheetCell.Of(string.Join('\n', filing.Links)),
        SheetCell.Of(SelfAssessmentText.Of(indicator, filing.Assessment)), SheetCell.Of((filing.Assessment as Judged)?.Reason),
        SheetCell.Of(filing.Claim?.Name), SheetCell.Of(filing.Claim?.Reason),
    ];

    private static Sheet Documents(Indicator indicator, IndicatorFiling filing) =>
        new($"{indicator.Code} 清单", [new(20), new(48), new(16), new(16), new(40)],
            filing.Rows.Select(row => (ImmutableArray<SheetCell>)[.. row.Cells.Select(cell => SheetCell.Of(cell))]).Concat(Enumerable.Repeat<ImmutableArray<SheetCell>>([.. Enumerable.Repeat(SheetCell.Empty, ListedDocument.Columns.Length)], Math.Max(0, FreeRows - filing.Rows.Length)))
                .Prepend([.. ListedDocument.Columns.Select(head => SheetCell.Of(head, SheetLook.Head))])) { Paper = SheetPaper.Across };

    private static Sheet Example(ReportContent content)
    {
        var indicators = content.Filings.Select(f => f.Indicator).ToList();
        var rows = new List<string?[]> { Heads };
        if (indicators.FirstOrDefault(i => i.Rule.Form is LevelForm) is { Rule.Form: LevelForm form } level) rows.Add(Row(level, form.Levels[0].Label, "", "", ""));
        if (indicators.FirstOrDefault(i => i.Rule.Form is JudgementForm) is { Rule.Form: JudgementForm step } judged) rows.Add(Row(judged, Decimals.Text(judged.MaxPoints - step.Step), "一处公开不及时", "", ""));
        if (indicators.FirstOrDefault(i => i.Rule.Form is FindingsForm { Items.IsEmpty: false }) is { Rule.Form: FindingsForm items } missing) rows.Add(Row(missing, $"{items.Items[0]} | 未留存会议记录", "", "", ""));
        if (indicators.LastOrDefault() is { } last) rows.Add(Row(last, "", "", "零报告", "本年度没有此类事项"));
        return TemplateLists.Example([.. rows, [], ["（清单）"], [.. ListedDocument.Columns], ["沪松府〔2022〕1号", "关于印发工作要点的通知", "依申请公开", "主动公开", "https://www.example.gov.cn/a"]]);

        static string?[] Row(Indicator indicator, params string?[] own) =>
            [indicator.Code.Value, indicator.Name, "", indicator.Filing, "本年度开展工作的情况", "https://www.example.gov.cn/a\nhttps://www.example.gov.cn/b", .. own];
    }

    private static Sheet Explained() => TemplateLists.Explained(
        "一行填一个指标；序号和二级指标不要改动，评分标准、填报要求只供参考，不会读入。",
        "空着的格不会改动已填的内容。填好后在自查填报页面读入，先核对改动，应用后才进入草稿；仍须送审、报送。",
        "网站链接一格可写多条，一条一行。",
        $"自评按评分标准填写：有等次的从列表中选；按分值的填分数，低于满分写明理由；按缺项的，缺一项写一行，如“事项 | 说明 | 网址 | 2022-11-20”，没有缺项写“无”。要取消自评写“{SelfAssessmentText.None}”。",
        "零报告、不涉及从列表中选并写明理由；要取消写“无”。",
        "清单的工作表列出该指标的全部文件，读入后替换原有清单；工作表名称不要改动。佐证文件请在页面上传。");

    private static IEnumerable<string> ChoicesOf(JudgementForm form, decimal most)
    {
        for (var points = most; points >= 0; points -= form.Step) yield return Decimals.Text(points);
    }

    private static string[] Choices(Indicator indicator) => indicator.Rule.Form switch
    {
        LevelForm form => [.. form.Levels.Select(l => l.Label)],
        JudgementForm form => [.. ChoicesOf(form, indicator.MaxPoints)],
        FindingsForm => ["无"],
        _ => [],
    };

    private static string At(int row, int column) => SheetPlaces.Range(row + 1, column, row + 1, column);
}
