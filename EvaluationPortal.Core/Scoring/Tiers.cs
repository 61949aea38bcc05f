using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace EvaluationPortal.Core.Scoring;

/// <summary>Levels with fixed points, best first (1.4: 全面落实 5, 部分有欠缺 3, 未报送 0). Points between two levels are refused.</summary>
/// <param name="Levels">At least two, points falling from <c>MaxPoints</c> and not below 0.</param>
public sealed record Tiers(decimal MaxPoints, ImmutableArray<Tier> Levels) : ScoringRule(MaxPoints), IRuleKind<Tiers>
{
    static string IRuleKind<Tiers>.JsonName => "tiers";

    public override IEnumerable<string> Clauses => Levels.Select(tier => tier.Clause);

    public override ObservationForm Form =>
        new LevelForm([.. Levels.Select((tier, index) => new LevelChoice(index + 1, tier.Points, tier.Label, tier.Clause))]);

    public override string LegalValues => $"只能填{string.Join('、', Levels.Select(tier => Decimals.Text(tier.Points)))}分（第1至{Levels.Length}档）";

    public override Score Apply(Observation observation)
    {
        if (observation is not Level level)
        {
            return NotTaken();
        }

        if (level.Ordinal < 1 || level.Ordinal > Levels.Length)
        {
            return new Refused($"没有第{level.Ordinal}档。{LegalValues}");
        }

        var tier = Levels[level.Ordinal - 1];
        return new Awarded(tier.Points, tier.Clause, $"认定为“{tier.Label}”。{Cite(tier.Clause)}得{Decimals.Text(tier.Points)}分");
    }

    private protected override Reading ReadValue(TypedText typed, ReadingContext context)
    {
        if (Decimals.Read(typed.Plain) is not { } points)
        {
            return NoNumber(typed);
        }

        var index = Levels.IndexOf(Levels.FirstOrDefault(tier => tier.Points == points)!);
        return index < 0
            ? new NotUnderstood($"没有得{Decimals.Text(points)}分的档次。{LegalValues}")
            : new Understood(new Level(index + 1));
    }

    static Tiers? IRuleKind<Tiers>.Read(RulePart part)
    {
        var levels = part.Json.Parts("levels", 2);
        var tiers = ImmutableArray.CreateBuilder<Tier>();
        foreach (var json in levels)
        {
            var points = json.Number("points", 0, 100);
            var label = json.RequiredText("label", 60);
            if (points >= tiers.LastOrDefault()?.Points)
            {
                json.Fault("points", $"各档分值应逐档递减；本档{Decimals.Text(points.Value)}分不低于上一档的{Decimals.Text(tiers[^1].Points)}分");
            }

            if (label.Length > 0 && tiers.Any(tier => tier.Label == label))
            {
                json.Fault("label", $"“{label}”与前面的档次重复");
            }

            tiers.Add(new Tier(points ?? 0, label, part.Clause(json, "clause")));
            json.Close();
            if (tiers.Count == 1 && points is { } top && part.MaxPoints is { } most && top != most)
            {
                json.Fault("points", $"第一档应等于分值{Decimals.Text(most)}分，现为{Decimals.Text(top)}分");
            }
        }

        return new Tiers(part.MaxPoints ?? 0, tiers.ToImmutable());
    }

    internal override JsonObject Write() => new()
    {
        ["levels"] = new JsonArray([.. Levels.Select(tier => new JsonObject { ["points"] = tier.Points, ["label"] = tier.Label, ["clause"] = tier.Clause })]),
    };
}

/// <summary>One level.</summary>
/// <param name="Points">0 to the maximum.</param>
/// <param name="Label">What was found, in the table's words.</param>
/// <param name="Clause">The words of 评分标准 that give the points.</param>
public sealed record Tier(decimal Points, string Label, string Clause);
