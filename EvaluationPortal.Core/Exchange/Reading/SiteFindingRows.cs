using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>网站监测问题: what a monitoring of the sites found, proposed for the office to confirm.</summary>
internal sealed class SiteFindingRows(Cycle cycle) : ImportRows(cycle)
{
    private const string Source = "网站监测";
    private const string Catalogue = "目录";

    /// <summary>What a site's upkeep is about (1.2).</summary>
    private static readonly string[] Upkeep = ["错链", "断链", "死链", "坏链", "链接", "无法打开", "打不开", "无法访问", "错别字", "错字", "错敏", "表述", "更新", "空白栏目", "空栏目", "附件", "图片", "信息错误", "暗链"];

    private readonly List<ImportedRow> rows = [];
    private readonly HashSet<(string, IndicatorCode, string?, string)> seen = [];
    private int repeated;

    public override string Wanted => "须有“单位”（或“网站”“栏目”）列，和“问题描述”或“问题类型”列，可以有“网址”“发现日期”“指标”";

    private Indicator? Site => Cycle.Scheme.Find(new("1.2")) is { Rule.Form: FindingsForm } site ? site : null;

    private Indicator? Directory => Cycle.Scheme.Find(new("7.2")) is { } directory && directory.Name.Contains(Catalogue, StringComparison.Ordinal) ? directory : null;

    public override void Take(ImportEntry entry)
    {
        var (kind, what) = (entry.Text(ImportField.Kind), entry.Text(ImportField.What));
        var told = kind.Length == 0 || what.Contains(kind, StringComparison.Ordinal) ? what : what.Length == 0 ? kind : $"{kind}：{what}";
        var possible = ((Indicator?[])[Site, Directory]).OfType<Indicator>().ToList();
        if (told.Length == 0) return;
        if (entry.Text(ImportField.Indicator).Length > 0 && entry.Indicator is null)
        {
            rows.Add(Unnamed(entry, possible));
            return;
        }

        if ((entry.Indicator ?? Proposed(kind.Length > 0 ? kind : what) ?? Proposed(what)) is not { } indicator)
        {
            rows.Add(entry.Row(told, fault: $"看不出属于哪个指标；请在“指标”列写明{string.Join('或', possible.Select(i => $"{i.Code}（{i.ShortName}）").DefaultIfEmpty("序号"))}。", indicator: possible.Concat(Cycle.Scheme.Indicators).First()));
            return;
        }

        var where = entry.Text(ImportField.Where) is { Length: > 0 } address ? address : null;
        if (entry.Fault is null && !seen.Add((Units.Of(entry.Unit), indicator.Code, where, told)))
        {
            repeated++;
            return;
        }

        var day = ImportNumbers.Day(entry.Text(ImportField.When));
        var fault = entry.Text(ImportField.When) is { Length: > 0 } when && day is null ? $"{entry.PlaceOf(ImportField.When)}的日期写作“{when}”，看不懂；应如2022-11-28。" : TextGate.TooLong(told, "问题描述");
        var finding = new Finding(1, told) { Where = where, When = day, FoundBy = Source, Confirmed = false };
        rows.Add(indicator.Rule.Form is FindingsForm ? entry.Row(told, new Findings([finding]), fault, indicator) : entry.Row(Whole(told, where, day), fault: fault, indicator: indicator));
    }

    public override ImmutableArray<ImportedRow> Finished()
    {
        if (repeated > 0) Note($"有{repeated}行与前面的单位、指标、网址和描述都相同，只读一次。");
        return [.. rows];
    }

    /// <summary>All of it in words, where the indicator takes no findings.</summary>
    private static string Whole(string told, string? where, DateOnly? day)
    {
        var beside = string.Join('，', ((string?[])[where, day is { } found ? $"{found:yyyy-MM-dd}发现" : null]).OfType<string>());
        return beside.Length == 0 ? told : $"{told}（{beside}）";
    }

    private Indicator? Proposed(string words) =>
        words.Contains(Catalogue, StringComparison.Ordinal) ? Directory : Upkeep.Any(word => words.Contains(word, StringComparison.Ordinal)) ? Site : null;
}
