using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Core.Workflow;

/// <summary>The 来源 of a finding in a list: who assesses, and where it and what was merged into it are known from.</summary>
public static class FindingSources
{
    /// <param name="names">Whether the reader may know who found it (<see cref="Access.Sight.Names"/>); that it came from the year's records everybody may.</param>
    public static IEnumerable<string> Of(ListedFinding listed, bool names) =>
        ((string?[])[listed.Place.Source.NameFor(listed.Indicator), .. listed.Fact.Same.Prepend(listed.Fact.Finding).Select(f => names ? f.FoundBy : f.Record is null ? null : DrawRecord.From)]).OfType<string>().Distinct();
}
