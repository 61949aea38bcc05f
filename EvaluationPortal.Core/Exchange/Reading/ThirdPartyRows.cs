using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>第三方评分: raw scores with full marks, and what they lost (扣分说明).</summary>
internal sealed class ThirdPartyRows(Cycle cycle) : ImportRows(cycle)
{
    private readonly List<(ImportedRow Row, string Key)> rows = [];
    private readonly Dictionary<string, (int At, ImportedRow Row)> scores = [];
    private readonly List<(ImportEntry Entry, LostMark Lost)> losses = [];
    private bool isLosses;

    public override string Wanted => "须有“单位”列，和各指标的“原始分”“满分”列（如“1.3 原始分”“1.3 满分”），或“指标”“原始分”“满分”三列";

    private IEnumerable<Indicator> Possible => Cycle.Scheme.Indicators.Where(i => i is { Assessor: Source.ThirdParty, Rule.Form: MarkForm });

    public override void Begin(ImportTable table, ImportEntries entries) => isLosses = table.Has(ImportField.Item) || table.Has(ImportField.Due) || (table.Has(ImportField.What) && !table.Has(ImportField.Raw) && !table.Has(ImportField.Value));

    public override void Take(ImportEntry entry)
    {
        if (entry.Indicator is not { } indicator)
        {
            rows.Add((Unnamed(entry, Possible), ""));
            return;
        }

        if (!Possible.Contains(indicator))
        {
            Pass(indicator, indicator.Assessor is Source.ThirdParty ? "不是按得分折算的指标，没有读。" : $"由{indicator.AssessorName}评分，不在第三方评分中，没有读。");
        }
        else if (isLosses) Lose(entry);
        else Score(entry);
    }

    private void Score(ImportEntry entry)
    {
        var (row, key) = (MarkEntry.Row(entry), Key(entry));
        if (entry.Unit.Length > 0 && scores.TryGetValue(key, out var before))
        {
            if (before.Row with { Place = row.Place, Unit = row.Unit } == row) return;
            row = row with { Observation = null, Fault = $"与{before.Row.Place}是同一单位的同一指标，数值不同；请只留一处。" };
            key = "";
        }
        else if (entry.Unit.Length > 0) scores[key] = (rows.Count, row);
        rows.Add((row, key));
    }

    private void Lose(ImportEntry entry)
    {
        var (due, got) = (ImportNumbers.Read(entry.Text(ImportField.Due)), ImportNumbers.Read(entry.Text(ImportField.Got)));
        var lost = new LostMark(entry.Text(ImportField.Item), due ?? 0, got ?? 0, entry.Text(ImportField.What)) { Where = entry.Text(ImportField.Where) is { Length: > 0 } where ? where : null };
        var fault = entry.Fault ?? (due is null || got is null ? $"应得“{entry.Text(ImportField.Due)}”、实得“{entry.Text(ImportField.Got)}”要写成数字" : lost.Fault);
        if (fault is null) losses.Add((entry, lost));
        else rows.Add((entry.Row(Told(entry), fault: $"扣分说明：{fault.TrimEnd('。')}。"), ""));
    }

    public override ImmutableArray<ImportedRow> Finished()
    {
        foreach (var lost in losses.GroupBy(l => Key(l.Entry)))
        {
            if (!scores.TryGetValue(lost.Key, out var score)) rows.AddRange(lost.Select(l => (l.Entry.Row(l.Lost.What, fault: $"扣分说明没有对应的得分：文件里没有“{l.Entry.Unit}”的{l.Entry.Indicator!.Code} {l.Entry.Indicator.ShortName}得分。"), "")));
            else rows[score.At] = (With(score.Row, [.. lost.Select(l => l.Lost)]), lost.Key);
        }

        return [.. rows.Select(r => r.Row)];
    }

    /// <summary>The full mark that was set for the whole column holds where the file has none.</summary>
    private ImportedRow With(ImportedRow row, ImmutableArray<LostMark> lost)
    {
        if (row.Fault is not null) return row;
        if (row.Observation is Mark mark) return row with { Observation = mark with { Lost = lost } };
        if (ImportNumbers.Read(row.Typed) is not { } raw) return row with { Fault = $"“{row.Typed}”没有得分，却有扣分说明；请核对。" };
        if (Cycle.Settings.FullMark(row.Indicator) is not { } full) return row with { Fault = "没有写明满分，扣分说明无法附上；请写明满分，或先设定本列满分。" };
        var read = new Mark(raw, full) { Lost = lost };
        return row with { Observation = read, Fault = Refusal(Cycle.Scheme.Find(row.Indicator)!, read) };
    }

    private string Key(ImportEntry entry) => $"{Units.Of(entry.Unit)}/{entry.Indicator!.Code}";
}
