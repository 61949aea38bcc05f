using System.Collections.Immutable;

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
public sealed partial record Deduction(
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

        var facts = findings.Facts.ToList();
        var confirmed = facts.Where(fact => fact.Confirmed).ToArray();
        var open = facts.Count - confirmed.Length;
        if (confirmed.Length == 0 && open > 0)
        {
            return new Pending($"有{open}条问题待确认，确认后计分");
        }

        var counted = confirmed.Where(fact => fact.Counts).ToArray();
        var score = confirmed.Any(fact => fact.KnocksOut) ? KnockedOut() : Deducted(counted, confirmed.Length - counted.Length);
        return Beside(counted, confirmed.Length - counted.Length, open) is { Length: > 0 } beside ? score with { Explanation = $"{score.Explanation}（{beside}）" } : score;
    }

    /// <summary>What else the list of findings says, without which the count would surprise.</summary>
    private static string Beside(FoundFact[] counted, int mended, int open)
    {
        var merged = counted.Sum(fact => fact.Same.Length);
        string?[] parts =
        [
            merged == 0 ? null : $"其中{counted.Length + merged}条记录合并计为{counted.Length}个问题",
            mended == 0 ? null : $"另有{mended}个问题已整改销号，不再扣分",
            open == 0 ? null : $"另有{open}条待确认，未计入",
        ];
        return string.Join('；', parts.OfType<string>());
    }

    private Awarded KnockedOut() => new(0, KnockOut!.Clause, $"有不得分情形：{KnockOut.Label}。{Cite(KnockOut.Clause)}得0分");

    private Awarded Deducted(FoundFact[] counted, int mended)
    {
        if (counted.Length == 0 && mended > 0)
        {
            return new Awarded(MaxPoints, FullClause, $"{Words.OfCount(mended)}，均已整改。{Cite(FullClause)}得{Decimals.Text(MaxPoints)}分");
        }

        if (counted.Length == 0)
        {
            return new Awarded(MaxPoints, FullClause, $"{Words.None}。{Cite(FullClause)}得{Decimals.Text(MaxPoints)}分");
        }

        var exact = MaxPoints - (PointsPerFinding * counted.Length);
        var points = Math.Max(exact, Lowest);
        var arithmetic = $"{Decimals.Text(MaxPoints)} − {Decimals.Text(PointsPerFinding)} × {counted.Length} = {Decimals.Text(exact)}";
        var result = exact == points ? "分" : $"，{Limit()}，得{Decimals.Text(points)}分";
        return new Awarded(points, Clause, $"{Words.OfCount(counted.Length)}{Named(counted)}。{Cite(Clause)}{arithmetic}{result}");
    }

    private string Limit() => (Lowest, Floor) switch
    {
        (0, _) => "扣完为止",
        var (lowest, floor) when lowest == floor => $"最低得{Decimals.Text(floor)}分",
        _ => $"最多扣{Decimals.Text(Cap!.Value)}分",
    };

    private static string Named(FoundFact[] counted)
    {
        var named = counted.Where(fact => fact.Finding.Item is not null).Select(fact => fact.Finding.Item).ToArray();
        var list = string.Join('、', named);
        return named.Length == 0 ? "" : named.Length == counted.Length ? $"：{list}" : $"（其中：{list}）";
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
        var facts = current.Facts.ToList();
        if (facts.Exists(fact => fact.KnocksOut))
        {
            return new NotUnderstood("已认定有不得分情形，得0分；如需改分，请先在详情中撤销该情形");
        }

        var described = facts.Count(fact => fact.Counts && !fact.IsSpare);
        if (count < described)
        {
            return new NotUnderstood($"已写明{described}条问题，不能改为{count}条；请在详情中逐条删除或改为待确认");
        }

        var spare = count - described;
        var dropped = facts.Where(fact => fact.IsSpare).Skip(spare).Select(fact => fact.Finding.Id).ToHashSet();
        var more = spare - facts.Count(fact => fact.IsSpare);
        var kept = current.List.Where(finding => !dropped.Contains(finding.Id)).ToArray();
        var next = kept.Length == 0 ? 1 : kept.Max(finding => finding.Id) + 1;
        return new Understood(new Findings([.. kept, .. Enumerable.Range(next, Math.Max(more, 0)).Select(id => new Finding(id, ""))]));
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
