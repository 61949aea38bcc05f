using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes.Adoption;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>Tells whether two names in a file mean the same unit, be it by code, name or short name.</summary>
internal sealed class UnitKeys(Cycle cycle)
{
    private readonly Dictionary<string, string> codes = cycle.Units.SelectMany(u => u.ShortNames.Append(u.Name).Append(u.Code.Value).Select(name => (Name: PlanText.Plain(name), Code: u.Code.Value)))
        .GroupBy(n => n.Name).Where(g => g.DistinctBy(n => n.Code).Count() == 1).ToDictionary(g => g.Key, g => g.First().Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>Equal for names of the same unit; the name itself where the unit is not known.</summary>
    public string Of(string unit) => PlanText.Plain(unit) is var plain && codes.TryGetValue(plain, out var code) ? code : $"?{plain}";
}
