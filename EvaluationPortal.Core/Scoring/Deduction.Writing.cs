using System.Text.Json.Nodes;

namespace EvaluationPortal.Core.Scoring;

/// <summary>The rule as a scheme file has it.</summary>
public sealed partial record Deduction
{
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
