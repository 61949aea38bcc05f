using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;
using Microsoft.AspNetCore.WebUtilities;

namespace EvaluationPortal.Web.Components.Pages.Board;

/// <summary>Which rows the board shows and in which order; lives in the page's address.</summary>
/// <param name="Kind">单位类别, or null for all.</param>
/// <param name="Pending">Only units with a 待评 among the columns considered.</param>
/// <param name="Mine">Only columns and pending cells the person scores: 我的指标.</param>
/// <param name="Conflicts">Only units with an edit of one's own in conflict.</param>
/// <param name="Unseen">Only units with a filing among the columns considered that the person has not seen: 材料未查看.</param>
/// <param name="ByTotal">By total instead of the official order.</param>
/// <param name="Subtotals">Section subtotals are unfolded.</param>
public sealed record BoardFilters(string? Kind, bool Pending, bool Mine, bool Conflicts, bool Unseen, bool ByTotal, bool Subtotals)
{
    /// <summary>The filters that the query of an address names; what it does not know is ignored.</summary>
    public static BoardFilters Parse(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        bool Has(string name) => values.TryGetValue(name, out var value) && value == "1";
        return new(values.TryGetValue("kind", out var kind) && kind.ToString() is { Length: > 0 } named ? named : null,
            Has("pending"), Has("mine"), Has("conflicts"), Has("unseen"), values.TryGetValue("sort", out var sort) && sort == "total", Has("subtotals"));
    }

    /// <summary>The address of the page with these filters.</summary>
    public string Address(string page)
    {
        Dictionary<string, string?> values = [];
        if (Kind is not null) values["kind"] = Kind;
        if (Pending) values["pending"] = "1";
        if (Mine) values["mine"] = "1";
        if (Conflicts) values["conflicts"] = "1";
        if (Unseen) values["unseen"] = "1";
        if (ByTotal) values["sort"] = "total";
        if (Subtotals) values["subtotals"] = "1";
        return QueryHelpers.AddQueryString(page, values);
    }

    /// <summary>Units to show, in order, as places in the board's scorecards.</summary>
    public ImmutableArray<int> Rows(Scoreboard board, ImmutableArray<BoardColumn> columns, IReadOnlySet<string> conflicts, UnseenFilings? unseen)
    {
        var rows = Enumerable.Range(0, board.Scorecards.Length).Where(at => board.Scorecards[at] is var card
            && (Kind is null || card.Unit.Kind == Kind)
            && (!Pending || columns.Any(c => card.Cells[c.At].Score is Core.Scoring.Pending or Refused))
            && (!Unseen || unseen is null || columns.Any(c => unseen.Of(card.Unit.Code).Contains(c.Indicator.Code)))
            && (!Conflicts || conflicts.Contains(card.Unit.Code.Value)));
        return [.. ByTotal ? rows.OrderByDescending(at => board.Scorecards[at].Totals.Total).ThenBy(at => at) : rows];
    }
}
