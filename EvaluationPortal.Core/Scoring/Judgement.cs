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
    /// <summary>Most raters of one cell.</summary>
    public const int MostRaters = 20;

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

        if (!judged.Ratings.IsEmpty)
        {
            return Averaged(judged);
        }

        var reason = Bare(judged.Reason);
        if (Fault(judged.Points, reason) is { } fault)
        {
            return new Refused($"{fault}。{LegalValues}");
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

    /// <summary>The step and the reason hold for each rater; the average may lie between two steps.</summary>
    private Score Averaged(Judged judged)
    {
        var ratings = judged.Ratings;
        foreach (var (at, rating) in ratings.Index())
        {
            if (Fault(rating.Points, Bare(rating.Reason)) is { } fault)
            {
                return new Refused($"第{at + 1}人评分：{fault}。{LegalValues}");
            }
        }

        if (ratings.Length > MostRaters || ratings.DistinctBy(r => r.By).Count() < ratings.Length || ratings.Any(r => r.By.Length == 0))
        {
            return new Refused($"评分人应各不相同，最多{MostRaters}人。{LegalValues}");
        }

        var average = Judged.Average(ratings);
        if (judged.Points != average || judged.Reason.Length > 0)
        {
            return new Refused(judged.Points != average ? $"{Decimals.Text(judged.Points)}分不是各人评分的平均分{Decimals.Text(average)}分。{LegalValues}" : $"多人评分的理由写在各人评分里。{LegalValues}");
        }

        var (given, points, count) = (ratings.Select(r => Decimals.Text(r.Points)).ToList(), Decimals.Text(average), ratings.Length);
        var why = ratings.Select(r => Bare(r.Reason)).Where(r => r.Length > 0).Distinct().ToList();
        var told = $"{count}人评分{string.Join('、', given)}，平均{points}分（满分{Decimals.Text(MaxPoints)}分）{(why.Count == 0 ? "" : $"，理由：{string.Join('；', why)}")}。{Cite(Clause)}";
        var exact = ratings.Sum(r => r.Points) / count;
        var arithmetic = count == 1 ? $"得{points}分" : $"({string.Join(" + ", given)}) ÷ {count} {(exact == average ? "=" : "≈")} {points}分";
        return new Awarded(average, Clause, told + arithmetic);
    }

    private string? Fault(decimal points, string reason) =>
        !IsLegal(points) ? $"{Decimals.Text(points)}分不合规定" : reason.Length == 0 && points < MaxPoints ? "缺少理由" : null;

    private static string Bare(string reason) => reason.Trim().TrimEnd('。');

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
