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
/// <param name="Earlier">What the unit filed in the cycle before; null where there is none.</param>
public sealed record SelfReportView(SelfReport Report, ImmutableArray<Draft> Drafts, ReportContent? Content, ImmutableArray<FiledReport> Filed, EarlierReport? Earlier)
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

/// <summary>What a unit filed last in an earlier cycle.</summary>
public sealed record EarlierReport(Cycle Cycle, FiledReport Report)
{
    /// <summary>What was filed for the indicator that one of today's table continues; null where nothing was, or none is continued.</summary>
    public (Schemes.Indicator Indicator, IndicatorFiling Filing)? Of(Schemes.Scheme table, Schemes.Indicator indicator) =>
        table.ContinuedFrom(Cycle.Scheme, indicator) is { } continued && Report.Of(continued.Code) is { IsEmpty: false } filing ? (continued, filing) : null;
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
        if (!FilingRules.SeesDrafts(person, of)) return new(report, [], null, filed, null) { Decisions = decisions };
        var (drafts, content) = await ReportContent.Read(db, now, of, stop);
        return new(report, drafts, content, filed, isKnown ? known!.Earlier : await Earlier(db, cycle, unit, stop)) { Decisions = decisions };
    }

    /// <summary>The newest earlier cycle in which the unit filed something; a rehearsal's is none.</summary>
    private async Task<EarlierReport?> Earlier(PortalDbContext db, string cycle, UnitCode unit, CancellationToken stop)
    {
        foreach (var code in live.Cycles.Where(c => string.CompareOrdinal(c, cycle) < 0))
        {
            if (live.Find(code)?.Cycle is { Settings.IsRehearsal: false } earlier && await StoredSelfReports.LastFiled(db, code, unit, stop) is { } filed) return new(earlier, filed);
        }
        return null;
    }
}
