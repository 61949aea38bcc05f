using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace EvaluationPortal.Core.Scoring;

/// <summary>Points by judgement, 0 to the maximum in steps, with a reason below the maximum (9.1 根据案例情况评分).</summary>
/// <param name="Step">Every score is a multiple of it, and so is the maximum.</param>
/// <param name="Elements">评分要素 that the table names; may be empty.</param>
/// <param name="OpenEnded">The list of elements is not complete (7.1 主要包括…等).</param>
public sealed record Judgement(decimal MaxPoints, string Clause, decimal Step, ImmutableArray<string> Elements, bool OpenEnded)
    : ScoringRule(MaxPoints), IRuleKind<Judgement>
{
    private const decimal DefaultStep = 0.5m;

    static string IRuleKind<Judgement>.JsonName => "judgement";

    public override IEnumerable<string> Clauses => [Clause];

    public override ObservationForm Form => new JudgementForm(Step, Elements, OpenEnded);

    public override string LegalValues => $"可填0至{Decimals.Text(MaxPoints)}分，每{Decimals.Text(Step)}分一档，低于满分须写明理由";

    public override Score Apply(Observation observation)
    {
        if (observation is not Judged judged)
        {
            return NotTaken();
        }

        var reason = judged.Reason.Trim().TrimEnd('。');
        if (!IsLegal(judged.Points))
        {
            return new Refused($"{Decimals.Text(judged.Points)}分不合规定。{LegalValues}");
        }

        if (reason.Length == 0 && judged.Points < MaxPoints)
        {
            return new Refused($"缺少理由。{LegalValues}");
        }

        var points = Decimals.Text(judged.Points);
        var judgement = judged.Points < MaxPoints ? $"评定为{points}分（满分{Decimals.Text(MaxPoints)}分）" : "评定为满分";
        return new Awarded(judged.Points, Clause, $"{judgement}{(reason.Length == 0 ? "" : $"，理由：{reason}")}。{Cite(Clause)}得{points}分");
    }

    private protected override Reading ReadValue(TypedText typed, ReadingContext context)
    {
        if (typed.NumberAndWords() is not { } read)
        {
            return NoNumber(typed);
        }

        var (points, reason) = read;
        if (!IsLegal(points))
        {
            return new NotUnderstood($"{Decimals.Text(points)}分不合规定。{LegalValues}");
        }

        if (reason.Length == 0 && context.Current is Judged current && current.Points == points)
        {
            return new Understood(current);
        }

        // A number in the reason's place is the next cell's, typed on while this one was asking for its reason.
        return !reason.Any(char.IsLetter) && points < MaxPoints
            ? new WantsReason(points, $"{Decimals.Text(points)}分低于满分{Decimals.Text(MaxPoints)}分，请写明理由")
            : new Understood(new Judged(points, reason));
    }

    private bool IsLegal(decimal points) => points >= 0 && points <= MaxPoints && points % Step == 0;

    static Judgement? IRuleKind<Judgement>.Read(RulePart part)
    {
        var step = part.Json.Number("step", 0.01m, 100, required: false) ?? DefaultStep;
        if (part.MaxPoints is { } most && most % step != 0)
        {
            part.Json.Fault("step", $"分值{Decimals.Text(most)}分应是每档{Decimals.Text(step)}分的整数倍");
        }

        return new(part.MaxPoints ?? 0, part.Clause(part.Json, "clause"), step, part.Json.Texts("elements"), part.Json.Flag("openEnded"));
    }

    internal override JsonObject Write()
    {
        var json = new JsonObject { ["clause"] = Clause, ["step"] = Step };
        if (!Elements.IsEmpty)
        {
            json["elements"] = new JsonArray([.. Elements.Select(element => JsonValue.Create(element))]);
            json["openEnded"] = OpenEnded;
        }

        return json;
    }
}
