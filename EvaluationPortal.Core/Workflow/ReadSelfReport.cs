using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>A unit's self-report as one reader may see it.</summary>
/// <param name="Drafts">Empty for whoever is not of the unit.</param>
/// <param name="Content">What the drafts make; null for whoever is not of the unit.</param>
/// <param name="Filed">The newest first.</param>
/// <param name="Earlier">What the unit and its predecessors filed in the newest year before in which any of them did; empty where none did.</param>
public sealed record SelfReportView(SelfReport Report, ImmutableArray<Draft> Drafts, ReportContent? Content, ImmutableArray<FiledReport> Filed, ImmutableArray<EarlierReport> Earlier)
{
    /// <summary>What the office decided about claims, the last for each indicator.</summary>
    public required ImmutableDictionary<Schemes.IndicatorCode, ClaimDecision> Decisions { get; init; }

    /// <summary>The field's draft; null where nobody typed into it.</summary>
    public Draft? Of(Schemes.IndicatorCode indicator, DraftField field) => Drafts.FirstOrDefault(d => d.Indicator == indicator && d.Field == field);

    /// <summary>Whether the other says the same: nothing need be drawn.</summary>
    public bool SaysTheSame(SelfReportView other) => Report.Version == other.Report.Version && Drafts.SequenceEqual(other.Drafts) && Files == other.Files && LastDecided == other.LastDecided;

    /// <summary>What stands of the indicator's files: another text whenever one came or went.</summary>
    public string FilesOf(Schemes.IndicatorCode indicator) => string.Join(' ', Evidence.Where(f => f.Indicator == indicator).Select(f => f.File.Id));

    private (int Count, DateTime? At) LastDecided => (Decisions.Count, Decisions.IsEmpty ? null : Decisions.Values.Max(d => d.At));

    private string Files => string.Join(' ', Evidence.Select(f => f.File.Id));

    private IEnumerable<(Schemes.IndicatorCode Indicator, FiledEvidence File)> Evidence =>
        Content is null ? [] : Content.Filings.SelectMany(f => f.Filing.Evidence.Select(file => (f.Indicator.Code, file)));
}

/// <summary>What a unit, or one that became it, filed last in an earlier year.</summary>
/// <param name="Unit">Its code in that year.</param>
public sealed record EarlierReport(EarlierYear Year, UnitCode Unit, FiledReport Report)
{
    /// <summary>Its name in that year.</summary>
    public string UnitName => Year.Cycle.Find(Unit)?.Name ?? Unit.Value;

    /// <summary>What was filed for the indicator that one of today's continues; null where nothing was, or none is continued.</summary>
    public (Schemes.Indicator Indicator, IndicatorFiling Filing)? Of(Schemes.Indicator indicator) =>
        Year.Before(indicator) is { } continued && Report.Of(continued.Code) is { IsEmpty: false } filing ? (continued, filing) : null;
}

/// <summary>Reads a unit's self-report: drafts for its own people only, what was filed for the office too.</summary>
public sealed class ReadSelfReport(PortalDatabase database, LiveScoreboards live, People people)
{
    /// <summary>The self-report as it is now; null for whoever may not see it.</summary>
    /// <param name="known">An earlier reading, whose versions are not read again.</param>
    public async Task<SelfReportView?> Run(PersonId by, string cycle, UnitCode unit, SelfReportView? known = null, CancellationToken stop = default)
    {
        if (live.Find(cycle) is not { Cycle: var now } || now.Find(unit) is not { } of) return null;
        if (people.Find(by) is not { } person || !FilingRules.AskToSee(person, of).IsGranted) return null;
        await using var db = database.Open();
        await using var reading = await database.BeginReading(db, stop);
        var report = await StoredSelfReports.Read(db, cycle, unit, stop);
        var isKnown = known?.Report.Version == report.Version;
        var filed = isKnown ? known!.Filed : await StoredSelfReports.Filed(db, cycle, unit, stop);
        var decisions = (await StoredClaims.Read(db, cycle, unit, null, stop)).ToImmutableDictionary(d => d.Key.Indicator, d => d.Value);
        if (!FilingRules.SeesDrafts(person, of)) return new(report, [], null, filed, []) { Decisions = decisions };
        var (drafts, content) = await ReportContent.Read(db, now, of, stop);
        return new(report, drafts, content, filed, isKnown ? known!.Earlier : await Earlier(db, now, unit, stop)) { Decisions = decisions };
    }

    /// <summary>Of the newest year before in which the unit or one that became it filed something.</summary>
    private async Task<ImmutableArray<EarlierReport>> Earlier(PortalDbContext db, Cycle now, UnitCode unit, CancellationToken stop)
    {
        foreach (var year in live.Earlier(now))
        {
            var filed = ImmutableArray.CreateBuilder<EarlierReport>();
            foreach (var before in year.Before(unit))
            {
                if (await StoredSelfReports.LastFiled(db, year.Cycle.Code, before, stop) is { } report) filed.Add(new(year, before, report));
            }
            if (filed.Count > 0) return filed.ToImmutable();
        }
        return [];
    }
}
