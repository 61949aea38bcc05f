using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace EvaluationPortal.Core.Scoring;

/// <summary>Points off for each confirmed finding, down to a floor (1.2 发现一个错误，扣1分，扣完为止).</summary>
/// <param name="PointsPerFinding">Taken off for each, above 0.</param>
/// <param name="Words">What the sentences say of findings and of none.</param>
/// <param name="Clause">The words of 评分标准 for findings.</param>
/// <param name="FullClause">The words for no findings.</param>
/// <param name="Floor">Never fewer points than this, the knock-out excepted.</param>
/// <param name="Cap">Never more points off than this, the knock-out excepted; null for no such limit.</param>
/// <param name="KnockOut">The 不得分情形, which wins over deductions; null where the table has none.</param>
/// <param name="Items">The named items that can be missing, each once (8.1); empty where findings are free.</param>
public sealed record Deduction(
    decimal MaxPoints, decimal PointsPerFinding, FindingWords Words, string Clause, string FullClause, decimal Floor, decimal? Cap, KnockOut? KnockOut, ImmutableArray<string> Items)
    : ScoringRule(MaxPoints), IRuleKind<Deduction>
{
    private const int MostFindings = 999;

    static string IRuleKind<Deduction>.JsonName => "deduction";

    public override IEnumerable<string> Clauses => KnockOut is null ? [FullClause, Clause] : [FullClause, Clause, KnockOut.Clause];

    public override ObservationForm Form => new FindingsForm(Items, KnockOut?.Label);

    public override string LegalValues => $"可填{Reachable()}，或填“-2”表示2个问题";

    private decimal Lowest => Math.Max(Floor, MaxPoints - (Cap ?? MaxPoints));

    private int CountForLowest => (int)Math.Ceiling((MaxPoints - Lowest) / PointsPerFinding);

    public override Score Apply(Observation observation)
    {
        if (observation is not Findings findings)
        {
            return NotTaken();
        }

        if (Fault(findings) is { } fault)
        {
            return new Refused(fault);
        }

        var confirmed = findings.List.Where(finding => finding.Confirmed).ToArray();
        var open = findings.List.Length - confirmed.Length;
        if (confirmed.Length == 0 && open > 0)
        {
            return new Pending($"有{open}条问题待确认，确认后计分");
        }

        var score = confirmed.Any(finding => finding.KnockOut) ? KnockedOut() : Deducted(confirmed);
        return open == 0 ? score : score with { Explanation = $"{score.Explanation}（另有{open}条待确认，未计入）" };
    }

    private Awarded KnockedOut() => new(0, KnockOut!.Clause, $"有不得分情形：{KnockOut.Label}。{Cite(KnockOut.Clause)}得0分");

    private Awarded Deducted(Finding[] confirmed)
    {
        if (confirmed.Length == 0)
        {
            return new Awarded(MaxPoints, FullClause, $"{Words.None}。{Cite(FullClause)}得{Decimals.Text(MaxPoints)}分");
        }

        var exact = MaxPoints - (PointsPerFinding * confirmed.Length);
        var points = Math.Max(exact, Lowest);
        var arithmetic = $"{Decimals.Text(MaxPoints)} − {Decimals.Text(PointsPerFinding)} × {confirmed.Length} = {Decimals.Text(exact)}";
        var result = exact == points ? "分" : $"，{Limit()}，得{Decimals.Text(points)}分";
        return new Awarded(points, Clause, $"{Words.OfCount(confirmed.Length)}{Named(confirmed)}。{Cite(Clause)}{arithmetic}{result}");
    }

    private string Limit() => (Lowest, Floor) switch
    {
        (0, _) => "扣完为止",
        var (lowest, floor) when lowest == floor => $"最低得{Decimals.Text(floor)}分",
        _ => $"最多扣{Decimals.Text(Cap!.Value)}分",
    };

    private static string Named(Finding[] confirmed)
    {
        var named = confirmed.Where(finding => finding.Item is not null).Select(finding => finding.Item).ToArray();
        var list = string.Join('、', named);
        return named.Length == 0 ? "" : named.Length == confirmed.Length ? $"：{list}" : $"（其中：{list}）";
    }

    private string? Fault(Findings findings)
    {
        if (findings.List.Length > MostFindings)
        {
            return $"问题不能超过{MostFindings}条";
        }

        if (findings.List.GroupBy(finding => finding.Id).Any(group => group.Key < 1 || group.Skip(1).Any()))
        {
            return "各条问题的编号须为不重复的正整数";
        }

        if (KnockOut is null && findings.List.Any(finding => finding.KnockOut))
        {
            return $"本指标没有不得分情形。{LegalValues}";
        }

        var items = findings.List.Select(finding => finding.Item).OfType<string>().ToList();
        var unknown = items.Find(item => !Items.Contains(item));
        if (unknown is not null)
        {
            return Items.IsEmpty ? $"本指标没有列名的事项，不能填“{unknown}”" : $"没有“{unknown}”这一事项；只能是{string.Join('、', Items)}";
        }

        var repeated = items.GroupBy(item => item).FirstOrDefault(group => group.Skip(1).Any());
        return repeated is null ? null : $"“{repeated.Key}”列了不止一次，每项只计一次";
    }

    private protected override Reading ReadValue(TypedText typed, ReadingContext context)
    {
        var isCount = typed.Plain[0] is '-' or '−' or '–';
        if (Decimals.Read(typed.Plain.AsSpan(isCount ? 1 : 0)) is not { } number)
        {
            return NoNumber(typed);
        }

        if ((isCount ? WholeCount(number) : CountFor(number)) is not { } count)
        {
            return new NotUnderstood(isCount ? $"问题数应为0至{MostFindings}的整数。{LegalValues}" : $"扣分后不会得{Decimals.Text(number)}分。{LegalValues}");
        }

        return context.Current is Findings current ? Adjusted(current, count) : new Understood(Findings.OfCount(count));
    }

    /// <summary>Keeps what was described and what awaits confirmation; the rest of the count wants describing.</summary>
    private static Reading Adjusted(Findings current, int count)
    {
        if (current.List.Any(finding => finding is { KnockOut: true, Confirmed: true }))
        {
            return new NotUnderstood("已认定有不得分情形，得0分；如需改分，请先在详情中撤销该情形");
        }

        var described = current.List.Count(finding => finding is { Confirmed: true, IsDescribed: true });
        if (count < described)
        {
            return new NotUnderstood($"已写明{described}条问题，不能改为{count}条；请在详情中逐条删除或改为待确认");
        }

        var spare = count - described;
        var kept = current.List.Where(finding => !finding.Confirmed || finding.IsDescribed || spare-- > 0).ToArray();
        var next = kept.Length == 0 ? 1 : kept.Max(finding => finding.Id) + 1;
        return new Understood(new Findings([.. kept, .. Enumerable.Range(next, Math.Max(spare, 0)).Select(id => new Finding(id, ""))]));
    }

    private static int? WholeCount(decimal number) => number <= MostFindings && Decimals.Fits(number, 0) ? (int)number : null;

    private int? CountFor(decimal points)
    {
        if (points == Lowest)
        {
            return CountForLowest;
        }

        var count = (MaxPoints - points) / PointsPerFinding;
        return points > Lowest && points <= MaxPoints && Decimals.Fits(count, 0) ? (int)count : null;
    }

    private string Reachable()
    {
        const int listed = 12;
        if (CountForLowest >= listed)
        {
            return $"{Decimals.Text(Lowest)}至{Decimals.Text(MaxPoints)}分（每条扣{Decimals.Text(PointsPerFinding)}分）";
        }

        var points = Enumerable.Range(0, CountForLowest + 1).Select(count => Math.Max(MaxPoints - (count * PointsPerFinding), Lowest));
        return string.Join('、', points.Select(Decimals.Text)) + "分";
    }

    static Deduction? IRuleKind<Deduction>.Read(RulePart part)
    {
        var json = part.Json;
        var most = part.MaxPoints ?? 100;
        var perFinding = json.Number("pointsPerFinding", 0.01m, most) ?? 1;
        if (most / perFinding > MostFindings)
        {
            json.Fault("pointsPerFinding", $"每条扣分过少：扣完需要超过{MostFindings}条问题");
        }

        var words = new FindingWords(json.RequiredText("found", 60), json.RequiredText("none", 60));
        if (words.Found.Length > 0 && !words.Found.Contains(FindingWords.Count, StringComparison.Ordinal))
        {
            json.Fault("found", $"应含有{FindingWords.Count}，如“发现{FindingWords.Count}个错误”");
        }

        var knockOut = json.Part("knockOut", false);
        var rule = new Deduction(
            part.MaxPoints ?? 0, perFinding, words, part.Clause(json, "clause"), part.Clause(json, "fullClause"),
            json.Number("floor", 0, most, required: false) ?? 0, json.Number("cap", 0.01m, most, required: false),
            knockOut is null ? null : new KnockOut(knockOut.RequiredText("label", 60), part.Clause(knockOut, "clause")), json.Texts("items"));
        knockOut?.Close();
        return rule;
    }

    internal override JsonObject Write()
    {
        var json = new JsonObject { ["pointsPerFinding"] = PointsPerFinding, ["found"] = Words.Found, ["none"] = Words.None, ["clause"] = Clause, ["fullClause"] = FullClause };
        if (Floor > 0)
        {
            json["floor"] = Floor;
        }

        if (Cap is { } cap)
        {
            json["cap"] = cap;
        }

        if (KnockOut is not null)
        {
            json["knockOut"] = new JsonObject { ["label"] = KnockOut.Label, ["clause"] = KnockOut.Clause };
        }

        if (!Items.IsEmpty)
        {
            json["items"] = new JsonArray([.. Items.Select(item => JsonValue.Create(item))]);
        }

        return json;
    }
}

/// <summary>What sentences say of findings.</summary>
/// <param name="Found">With <c>{n}</c> for the count, e.g. 发现{n}个错误.</param>
/// <param name="None">E.g. 未发现错误.</param>
public sealed record FindingWords(string Found, string None)
{
    internal const string Count = "{n}";

    /// <summary>The words for that many findings.</summary>
    public string OfCount(int count) => Found.Replace(Count, Decimals.Text(count), StringComparison.Ordinal);
}

/// <summary>A 不得分情形: whatever else was found, no points.</summary>
/// <param name="Label">In words, e.g. 逾期或未公开.</param>
/// <param name="Clause">The words of 评分标准.</param>
public sealed record KnockOut(string Label, string Clause);
