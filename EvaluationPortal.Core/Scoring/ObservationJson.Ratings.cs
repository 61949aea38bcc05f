using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace EvaluationPortal.Core.Scoring;

/// <summary>The ratings of several raters; left out where one person judged alone.</summary>
public static partial class ObservationJson
{
    /// <summary>Points may be left out beside ratings, as they are their average.</summary>
    private static Judged Judged(JsonFacts facts)
    {
        var reason = facts.Text("reason") ?? "";
        if (Ratings(facts) is not { IsEmpty: false } ratings) return new(facts.Number("points"), reason);
        var average = Scoring.Judged.By(ratings);
        return average with { Points = facts.Element("points") is null ? average.Points : facts.Number("points"), Reason = reason };
    }

    private static ImmutableArray<Rating> Ratings(JsonFacts facts)
    {
        if (facts.Element("ratings") is not { } list) return [];
        if (list.ValueKind is JsonValueKind.Array && list.GetArrayLength() is > 0 and <= Judgement.MostRaters)
        {
            return [.. list.EnumerateArray().Select((rating, at) => Rating(rating, at + 1, facts)).OfType<Rating>()];
        }

        facts.Say($"ratings应为1至{Judgement.MostRaters}人评分的清单");
        return [];
    }

    private static Rating? Rating(JsonElement rating, int place, JsonFacts whole)
    {
        if (rating.ValueKind is not JsonValueKind.Object)
        {
            whole.Say("ratings中的每人评分应为一个对象{…}");
            return null;
        }

        var json = new JsonFacts(rating, []);
        json.Kind("by,points,reason");
        var read = new Rating(json.Text("by", required: true) ?? "", json.Number("points"), json.Text("reason") ?? "");
        if (json.Fault is { } fault) whole.Say($"第{place}人评分：{fault}");
        return read;
    }

    private static StringBuilder Append(StringBuilder json, ImmutableArray<Rating> ratings)
    {
        if (ratings.IsEmpty) return json;
        json.Append(",\"ratings\":[");
        foreach (var (at, rating) in ratings.Index())
        {
            AppendText(json.Append(at == 0 ? "{\"by\":" : ",{\"by\":"), rating.By).Append(",\"points\":").Append(Number(rating.Points));
            Append(json, "reason", rating.Reason).Append('}');
        }

        return json.Append(']');
    }
}
