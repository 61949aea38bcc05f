using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>专项评估结果: levels, findings, points with a reason or converted scores, as each indicator's rule asks.</summary>
internal sealed class BureauRows(Cycle cycle) : ImportRows(cycle)
{
    private readonly List<ImportedRow> rows = [];
    private readonly List<(Indicator Indicator, string Key, List<ImportEntry> Entries, int At)> found = [];
    private readonly Dictionary<string, ImportedRow> taken = [];

    public override string Wanted => "须有“单位”列，和“等次”“得分”或“问题”列；涉及几个指标的，还要有“指标”列，或在列名中写明序号（如“6.2 问题”）";

    private IEnumerable<Indicator> Possible => Cycle.Scheme.Indicators.Where(i => i.Assessor is Source.Bureau);

    public override void Take(ImportEntry entry)
    {
        if (entry.Indicator is not { } indicator) rows.Add(Unnamed(entry, Possible));
        else if (indicator.Assessor is not Source.Bureau) Pass(indicator, $"由{indicator.AssessorName}评分，不在专项评估中，没有读。");
        else if (entry.Fault is not null) rows.Add(entry.Row(Told(entry)));
        else if (indicator.Rule.Form is FindingsForm) Gather(entry, indicator);
        else Add(ValueEntry.Row(entry), Units.Of(entry.Unit));
    }

    /// <summary>Several rows of one unit tell of its findings together.</summary>
    private void Gather(ImportEntry entry, Indicator indicator)
    {
        var key = Units.Of(entry.Unit);
        var known = found.Find(f => f.Indicator == indicator && f.Key == key);
        if (known.Entries is not null)
        {
            known.Entries.Add(entry);
            return;
        }

        found.Add((indicator, key, [entry], rows.Count));
        rows.Add(entry.Row(""));
    }

    private void Add(ImportedRow row, string unit)
    {
        var key = $"{unit}/{row.Indicator}";
        if (!taken.TryGetValue(key, out var before)) taken[key] = row;
        else if (before with { Place = row.Place, Unit = row.Unit } == row) return;
        else row = row with { Observation = null, Fault = $"与{before.Place}是同一单位的同一指标，内容不同；请只留一处。" };
        rows.Add(row);
    }

    public override ImmutableArray<ImportedRow> Finished()
    {
        foreach (var (_, _, entries, at) in found) rows[at] = FindingsEntry.Row(entries);
        return [.. rows];
    }
}
