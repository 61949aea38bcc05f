using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Web.Components.Pages.FindingLists;

/// <summary>Which findings a list shows; empty texts for all.</summary>
internal sealed class FindingsFilter
{
    public string Unit { get; set; } = "";
    public string Indicator { get; set; } = "";

    /// <summary>Name of a <see cref="MendingState"/>.</summary>
    public string State { get; set; } = "";

    public bool OnlyOverdue { get; set; }

    /// <param name="today">In China.</param>
    public bool Takes(ListedFinding finding, DateOnly today) =>
        (Unit.Length == 0 || finding.Unit.Code.Value == Unit)
        && (Indicator.Length == 0 || finding.Indicator.Code.Value == Indicator)
        && (State.Length == 0 || (finding.Fact.Confirmed && finding.Mending.State.ToString() == State))
        && (!OnlyOverdue || (finding.Fact.Confirmed && finding.Mending.IsOverdue(today)));
}
