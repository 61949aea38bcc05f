using System.Collections.Immutable;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Scoring;

/// <summary>Shorthand for rules of the 2022 table and rules of the tests' own.</summary>
internal static class Table
{
    public static Score Apply(string indicator, string observation)
    {
        var reading = ObservationJson.Read(observation);
        Assert.Null(reading.Fault);
        return Songjiang2022.Rule(indicator).Apply(reading.Observation!);
    }

    /// <summary>A deduction of 1 point each from 5, with what the 2022 table does not use.</summary>
    public static Deduction Deduction(decimal max = 5, decimal each = 1, decimal floor = 0, decimal? cap = null, ImmutableArray<string>? items = null) =>
        new(max, each, new FindingWords("发现{n}个错误", "未发现错误"), "发现一个错误，扣1分", "无错，得5分", floor, cap, null, items ?? []);
}
