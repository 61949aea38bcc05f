using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes.Adoption;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>评分汇总表: each cell as it would be typed into the board. What the portal wrote itself is read back.</summary>
internal sealed class BoardRows(Cycle cycle) : ImportRows(cycle)
{
    private readonly List<ImportedRow> rows = [];
    private readonly Dictionary<string, ImportedRow> taken = [];
    private bool isOwn;

    public override string Wanted => "须有“单位”列，和以指标序号、名称或简称为列名的各列";

    public override void Begin(ImportTable table, ImportEntries entries) => isOwn = entries.HasPoints;

    public override void Take(ImportEntry entry)
    {
        if (entry.Indicator is not { } indicator)
        {
            rows.Add(Unnamed(entry, Cycle.Scheme.Indicators));
            return;
        }

        var typed = Typed(entry);
        if (typed.Length == 0 && entry.Fault is null) return;
        if (isOwn && PlanText.Plain(typed) == "不涉及") return;
        if (isOwn && indicator.Rule.Form is MarkForm && ImportNumbers.Mark(typed) is { Full: null })
        {
            // What it exported are points; read back they would be raw scores.
            Pass(indicator, "一列是折算后的得分，不是原始分，没有读；要读入请写作如87.5/100。");
            return;
        }

        var row = entry.Row(typed);
        var key = $"{Units.Of(entry.Unit)}/{indicator.Code}";
        if (entry.Unit.Length == 0 || taken.TryAdd(key, row)) rows.Add(row);
        else if (taken[key].Typed != typed) rows.Add(row with { Fault = $"与{taken[key].Place}是同一单位的同一指标，内容不同；请只留一处。" });
    }

    public override ImmutableArray<ImportedRow> Finished() => [.. rows];

    private static string Typed(ImportEntry entry)
    {
        var (value, reason) = (entry.Text(ImportField.Raw) is { Length: > 0 } raw ? raw : entry.Text(ImportField.Value), entry.Text(ImportField.Reason));
        if (entry.Indicator!.Rule.Form is not MarkForm || ImportNumbers.Mark(value) is not { } said) return reason.Length == 0 || value.Length == 0 ? value : $"{value} {reason}";
        var full = said.Full ?? ImportNumbers.Read(entry.Text(ImportField.Full)) ?? entry.Full;
        return full is { } mark ? $"{Decimals.Text(said.Raw)}/{Decimals.Text(mark)}" : value;
    }
}
