using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace EvaluationPortal.Core.Scoring;

/// <summary>The rows of 扣分说明 of a score received from outside; left out where there are none.</summary>
public static partial class ObservationJson
{
    private static ImmutableArray<LostMark> Lost(JsonFacts facts)
    {
        if (facts.Element("lost") is not { } list) return [];
        if (list.ValueKind is not JsonValueKind.Array || list.GetArrayLength() > MostCount)
        {
            facts.Say($"lost应为不超过{MostCount}条的清单");
            return [];
        }

        return [.. list.EnumerateArray().Select((row, at) => Lost(row, at + 1, facts)).OfType<LostMark>()];
    }

    private static LostMark? Lost(JsonElement row, int place, JsonFacts whole)
    {
        if (row.ValueKind is not JsonValueKind.Object)
        {
            whole.Say("lost中的每条扣分说明应为一个对象{…}");
            return null;
        }

        var json = new JsonFacts(row, []);
        json.Kind("part,due,got,what,where,picture");
        var lost = new LostMark(json.Text("part", required: true) ?? "", json.Number("due"), json.Number("got"), json.Text("what", required: true) ?? "") { Where = json.Text("where"), Picture = Picture(json) };
        if (json.Fault is { } fault) whole.Say($"第{place}条扣分说明：{fault}");
        return lost;
    }

    private static Guid? Picture(JsonFacts json)
    {
        if (json.Text("picture") is not { } text) return null;
        if (Guid.TryParseExact(text, "D", out var picture)) return picture;
        json.Say("picture应为材料编号");
        return null;
    }

    private static StringBuilder Append(StringBuilder json, ImmutableArray<LostMark> rows)
    {
        if (rows.IsEmpty) return json;
        json.Append(",\"lost\":[");
        foreach (var (at, row) in rows.Index())
        {
            AppendText(json.Append(at == 0 ? "{\"part\":" : ",{\"part\":"), row.Part).Append(",\"due\":").Append(Number(row.Due)).Append(",\"got\":").Append(Number(row.Got));
            AppendText(json.Append(",\"what\":"), row.What);
            Append(json, "where", row.Where);
            Append(json, "picture", row.Picture?.ToString("D")).Append('}');
        }

        return json.Append(']');
    }
}
