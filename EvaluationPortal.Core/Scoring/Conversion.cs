using System.Text.Json.Nodes;

namespace EvaluationPortal.Core.Scoring;

/// <summary>Converts a score received from outside: raw x maximum / full mark, to two decimals (1.3 根据第三方评估得分折算).</summary>
/// <param name="GivenBy">What the score is called in sentences, e.g. 第三方评估.</param>
public sealed record Conversion(decimal MaxPoints, string Clause, string GivenBy) : ScoringRule(MaxPoints), IRuleKind<Conversion>
{
    private const int MarkDecimals = 4;

    static string IRuleKind<Conversion>.JsonName => "conversion";

    public override IEnumerable<string> Clauses => [Clause];

    public override ObservationForm Form => new MarkForm();

    public override string LegalValues => "应填得分和满分，如87.5/100：得分为0至满分，满分大于0，最多四位小数";

    public override Score Apply(Observation observation)
    {
        if (observation is not Mark mark)
        {
            return NotTaken();
        }

        if (Fault(mark) is { } fault)
        {
            return new Refused($"{fault}。{LegalValues}");
        }

        var exact = mark.Raw * MaxPoints / mark.Full;
        var points = Decimals.Rounded(exact);
        var (raw, full) = (Decimals.Text(mark.Raw), Decimals.Text(mark.Full));
        var arithmetic = $"{raw} ÷ {full} × {Decimals.Text(MaxPoints)} {(Decimals.Fits(exact, 6) ? "=" : "≈")} {Decimals.Text(exact)}";
        var result = exact == points ? "分" : $"，四舍五入得{Decimals.Text(points)}分";
        return new Awarded(points, Clause, $"{GivenBy}得{raw}分（满分{full}分）。{Cite(Clause)}{arithmetic}{result}");
    }

    private protected override Reading ReadValue(TypedText typed, ReadingContext context)
    {
        var plain = typed.Plain.AsSpan();
        var slash = plain.IndexOf('/');
        var raw = Decimals.Read(slash < 0 ? plain : plain[..slash]);
        var full = slash < 0 ? context.FullMark : Decimals.Read(plain[(slash + 1)..]);
        if (raw is null || (slash >= 0 && full is null))
        {
            return NoNumber(typed);
        }

        if (full is null)
        {
            return new NotUnderstood($"{typed.Quoted}没有写明满分，本列也未设定满分。{LegalValues}");
        }

        // Another score typed keeps what was said of it.
        var mark = new Mark(raw.Value, full.Value) { Lost = (context.Current as Mark)?.Lost ?? [] };
        return Fault(mark) is { } fault ? new NotUnderstood($"{fault}。{LegalValues}") : new Understood(mark);
    }

    private static string? Fault(Mark mark)
    {
        if (mark.Full is <= 0 or > Decimals.Greatest)
        {
            return mark.Full <= 0 ? "满分须大于0" : $"满分不能超过{Decimals.Text(Decimals.Greatest)}";
        }

        if (mark.Raw < 0 || mark.Raw > mark.Full)
        {
            return mark.Raw < 0 ? "得分不能小于0" : $"得分{Decimals.Text(mark.Raw)}高于满分{Decimals.Text(mark.Full)}";
        }

        if (!Decimals.Fits(mark.Raw, MarkDecimals) || !Decimals.Fits(mark.Full, MarkDecimals)) return "小数多于四位";
        return mark.Lost.Index().Where(l => l.Item.Fault is not null).Select(l => $"扣分说明第{l.Index + 1}条：{l.Item.Fault}").FirstOrDefault();
    }

    static Conversion? IRuleKind<Conversion>.Read(RulePart part) =>
        new(part.MaxPoints ?? 0, part.Clause(part.Json, "clause"), part.Json.RequiredText("givenBy", 30));

    internal override JsonObject Write() => new() { ["clause"] = Clause, ["givenBy"] = GivenBy };
}
