using System.Collections.Frozen;
using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>What a unit has filed so far: the version that counts, and since which version it says what it says.</summary>
public sealed class UnitFilings
{
    private readonly FrozenDictionary<IndicatorCode, int> _since;

    /// <param name="filed">Every version, the newest first; at least one.</param>
    public UnitFilings(ImmutableArray<FiledReport> filed)
    {
        Latest = filed[0];
        _since = Latest.Indicators.ToFrozenDictionary(i => i.Indicator, i => filed.TakeWhile(f => Equals(f.Of(i.Indicator), i)).Last().Number);
    }

    /// <summary>The version that counts.</summary>
    public FiledReport Latest { get; }

    /// <summary>The version since which the indicator's filing is what it is: whoever has seen that one, or a later one, has seen it.</summary>
    public int Since(IndicatorCode indicator) => _since.GetValueOrDefault(indicator);
}
