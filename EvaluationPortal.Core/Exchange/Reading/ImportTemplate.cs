using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Exchange.Sheets;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>Workbooks to be filled in and read back by <see cref="ImportFile"/>: the cycle's units, lists of legal values, a worked example on a sheet of its own.</summary>
public static class ImportTemplate
{
    /// <summary>Rows that have a list where rows are written freely.</summary>
    private const int FreeRows = 500;

    /// <summary>The template.</summary>
    /// <param name="only">A bureau's only indicator; null for all that bureaus assess.</param>
    public static byte[] Of(ImportKind kind, Cycle cycle, IndicatorCode? only)
    {
        var lists = new TemplateLists();
        var sheets = kind switch
        {
            ImportKind.ThirdPartyScores => ThirdParty(cycle, lists),
            ImportKind.BureauResult => Bureau(cycle, only, lists),
            ImportKind.BoardScores => Board(cycle, lists),
            ImportKind.SiteFindings => SiteFindings(cycle, lists),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return Workbook.Of([.. sheets, lists.Sheet()]);
    }

    private static List<Sheet> ThirdParty(Cycle cycle, TemplateLists lists)
    {
        var indicators = cycle.Scheme.Indicators.Where(i => i is { Assessor: Source.ThirdParty, Rule.Form: MarkForm }).ToList();
        string[] heads = ["单位", .. indicators.SelectMany(i => (string[])[$"{i.Code} {i.ShortName} 原始分", $"{i.Code} {i.ShortName} 满分"])];
        var rows = cycle.Units.Where(u => indicators.Exists(u.Has)).Select(u => (ImmutableArray<SheetCell>)
            [SheetCell.Of(u.Name, SheetLook.Bold), .. indicators.SelectMany(i => (SheetCell[])[SheetCell.Empty, u.Has(i) && cycle.Settings.FullMark(i.Code) is { } full ? SheetCell.Of(full) : SheetCell.Empty])]);
        string[] lost = ["单位", "指标", "细项", "应得", "实得", "问题", "网址"];
        var (units, named) = (lists.Add("单位", cycle.Units.Select(u => u.Name)), lists.Add("第三方评分的指标", indicators.Select(Named)));
        var (first, unit) = (indicators.FirstOrDefault(), cycle.Units.FirstOrDefault());
        return
        [
            TemplateLists.Filled("第三方评分", heads, rows),
            Free("扣分说明", lost, [new(Below(0), units), new(Below(1), named, "指标只能从列表中选择。")]),
            TemplateLists.Example(["单位", $"{first?.Code} {first?.ShortName} 原始分", $"{first?.Code} {first?.ShortName} 满分"], [unit?.Name, "87.5", "100"], [], ["（扣分说明）", ""], lost, [unit?.Name, first is null ? "" : Named(first), "内容要素", "20", "10", "缺少行政诉讼情况", "https://www.example.gov.cn/nb"]),
            TemplateLists.Explained("原始分和满分都要填写，满分不会替您假定；也可以在原始分一格写作87.5/100。", "空着的格不会改动已有的得分。", "扣分说明一行写一处问题，同一单位同一指标可以写多行，应得减实得的合计应等于满分减原始分。", "不涉及的，在原始分一格写“不涉及 理由”。"),
        ];
    }

    private static List<Sheet> Bureau(Cycle cycle, IndicatorCode? only, TemplateLists lists)
    {
        List<Sheet> sheets = [];
        List<string?[]> examples = [];
        foreach (var indicator in cycle.Scheme.Indicators.Where(i => i.Assessor is Source.Bureau && (only is null || i.Code == only)))
        {
            var rows = cycle.Units.Where(u => u.Has(indicator)).ToList();
            var (heads, example, choices) = Asked(indicator, rows.Count, lists);
            sheets.Add(TemplateLists.Filled(Named(indicator), ["单位", .. heads], rows.Select(u => (ImmutableArray<SheetCell>)[SheetCell.Of(u.Name, SheetLook.Bold), .. heads.Select(_ => SheetCell.Empty)])) with { Choices = choices });
            examples.AddRange([[Named(indicator)], ["单位", .. heads], [rows.FirstOrDefault()?.Name, .. example], []]);
        }

        return [.. sheets, TemplateLists.Example([.. examples]), TemplateLists.Explained("每个指标一张工作表，工作表的名称请保留。", "空着的行不会改动已有的得分。", "有几个问题的，为同一单位写几行（插入一行，单位照写）；没有问题的写“无”。", "日期写作2022-11-28；不涉及的，在等次或得分一格写“不涉及 理由”。")];
    }

    /// <summary>The columns that an indicator's rule asks for, filled in once, and their lists.</summary>
    private static (string[] Heads, string[] Example, ImmutableArray<SheetChoices> Choices) Asked(Indicator indicator, int units, TemplateLists lists)
    {
        var rows = Math.Max(units, 1) + FreeRows;
        switch (indicator.Rule.Form)
        {
            case LevelForm form:
                return (["等次"], [form.Levels[^1].Label], [new(Below(1, rows), lists.Add($"{indicator.Code}的等次", form.Levels.Select(l => l.Label)))]);
            case FindingsForm form:
                string[] heads = ["问题", "地址", "日期", .. form.KnockOut is null ? (string[])[] : ["不得分情形"], .. form.Items.IsEmpty ? (string[])[] : ["细项"]];
                var choices = ImmutableArray.CreateBuilder<SheetChoices>();
                if (form.KnockOut is { } label) choices.Add(new(Below(4, rows), lists.Add($"{indicator.Code}不得分情形（{label}）", ["是", "否"]), "只能选“是”或“否”。"));
                if (!form.Items.IsEmpty) choices.Add(new(Below(heads.Length, rows), lists.Add($"{indicator.Code}的细项", form.Items), "细项只能从列表中选择。"));
                return (heads, ["未按期公开", "https://www.example.gov.cn/a", "2022-11-28", .. form.KnockOut is null ? (string[])[] : ["否"], .. form.Items.Take(1)], choices.ToImmutable());
            case JudgementForm form:
                return (["得分", "理由"], [Decimals.Text(indicator.MaxPoints - form.Step), "一处公开不及时"], []);
            default:
                return (["原始分", "满分"], ["87.5", "100"], []);
        }
    }

    private static List<Sheet> Board(Cycle cycle, TemplateLists lists)
    {
        var indicators = cycle.Scheme.Indicators;
        var rows = cycle.Units.Select(u => (ImmutableArray<SheetCell>)[SheetCell.Of(u.Name, SheetLook.Bold), .. indicators.Select(_ => SheetCell.Empty)]);
        var choices = indicators.Index().Where(i => i.Item.Rule.Form is LevelForm)
            .Select(i => new SheetChoices(Below(i.Index + 1, Math.Max(cycle.Units.Length, 1)), lists.Add($"{i.Item.Code}的得分", ((LevelForm)i.Item.Rule.Form).Levels.Select(l => Decimals.Text(l.Points)))));
        return
        [
            TemplateLists.Filled("评分汇总表", ["单位", .. indicators.Select(Named)], rows) with { Choices = [.. choices] },
            TemplateLists.Example([["指标", "怎样填写"], .. indicators.Select(i => (string?[])[Named(i), $"{i.Rule.LegalValues}{(i.MayBeNotApplicable ? "；不涉及的写“不涉及 理由”" : "")}"])]),
            TemplateLists.Explained("每格照评分汇总表上的写法填写，见“填写示例”。", "空着的格不会改动已有的得分。", "单位可以写代码、名称或简称，列名可以写序号、名称或简称。"),
        ];
    }

    private static List<Sheet> SiteFindings(Cycle cycle, TemplateLists lists)
    {
        string[] heads = ["单位", "问题类型", "问题描述", "网址", "发现日期", "指标"];
        var units = lists.Add("单位", cycle.Units.Select(u => u.Name));
        var kinds = lists.Add("问题类型", ["错别字", "错链", "断链", "栏目不更新", "空白栏目", "目录"]);
        var named = lists.Add("网站监测的指标", cycle.Scheme.Indicators.Where(i => i.Code.Value is "1.2" or "7.2").Select(Named).DefaultIfEmpty("1.2"));
        return
        [
            Free("网站监测问题", heads, [new(Below(0), units), new(Below(1), kinds), new(Below(5), named)]),
            TemplateLists.Example(heads, [cycle.Units.FirstOrDefault()?.Name, "错别字", "“公开”误作“公升”", "https://www.example.gov.cn/a", "2022-11-28", ""]),
            TemplateLists.Explained("一行写一个问题，读入后待区政府办公室确认，确认前不扣分。", "指标可以不填：按问题类型归入1.2，目录问题归入7.2；看不出的会请您写明。", "单位、指标、网址和描述都相同的只读一次。"),
        ];
    }

    private static string Named(Indicator indicator) => $"{indicator.Code} {indicator.ShortName}";

    /// <summary>The cells of a column below its head.</summary>
    private static string Below(int column, int rows = FreeRows) => SheetPlaces.Range(1, column, rows, column);

    private static Sheet Free(string name, string[] heads, ImmutableArray<SheetChoices> choices) => TemplateLists.Filled(name, heads, (string[][])[]) with { Choices = choices };
}
