using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>What a self-report asks a unit for, and what is there so far.</summary>
/// <param name="Filings">Of the indicators that need filing and apply to the unit, in printed order, with what each still wants.</param>
public sealed record ReportContent(ImmutableArray<(Indicator Indicator, IndicatorFiling Filing, FilingWant? Want)> Filings)
{
    /// <summary>How many of them are complete.</summary>
    public int Complete => Filings.Count(f => f.Want is null);

    /// <summary>What those drafts and files make.</summary>
    public static ReportContent Of(Cycle cycle, Unit unit, ImmutableArray<Draft> drafts, ILookup<IndicatorCode, FiledEvidence> evidence) => new(
    [
        .. cycle.Scheme.Indicators.Where(i => i.NeedsFiling && unit.Has(i)).Select(i => (Indicator: i, Filing: IndicatorFiling.Of(i.Code, drafts, [.. evidence[i.Code]])))
            .Select(f => (f.Indicator, f.Filing, f.Filing.Wanted(unit, f.Indicator))),
    ]);

    /// <summary>The drafts as the rows have them now, and what they make.</summary>
    internal static async Task<(ImmutableArray<Draft> Drafts, ReportContent Content)> Read(PortalDbContext db, Cycle cycle, Unit unit, CancellationToken stop)
    {
        var drafts = await StoredSelfReports.Drafts(db, cycle.Code, unit.Code, stop);
        return (drafts, Of(cycle, unit, drafts, await StoredSelfReports.Evidence(db, cycle.Code, unit.Code, stop)));
    }

    /// <summary>What still wants something, of what the unit may change now: once something was returned, only that.</summary>
    public ImmutableArray<(Indicator Indicator, FilingWant Want)> Wanting(SelfReport report) =>
        [.. Filings.Where(f => f.Want is not null && (report.Returned.IsEmpty || report.ReturnOf(f.Indicator.Code) is not null)).Select(f => (f.Indicator, f.Want!))];

    /// <summary>Why it cannot be sent on as it is; null where it can.</summary>
    /// <param name="incomplete">What is only missing does not stop it.</param>
    internal Denied? Refusal(SelfReport report, bool incomplete)
    {
        var open = Wanting(report).Where(w => w.Want.IsFault || !incomplete).Select(w => $"{w.Indicator.Code}（{w.Want.What}）").ToList();
        return open.Count == 0 ? null : new Denied($"还不能办理，请先{(incomplete ? "改正" : "补齐")}：{string.Join('、', open)}。");
    }
}
