using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>What a unit filed for one indicator, and what its reader and the office made of it.</summary>
/// <param name="Report">Where the unit's self-report stands.</param>
/// <param name="Version">The version that counts; null where the unit has filed nothing.</param>
/// <param name="Filing">Of that version; null where nothing was filed or asked.</param>
/// <param name="Decision">About the claim that is filed now; null where there is none, or nobody decided yet.</param>
/// <param name="SeenAt">UTC; when the reader saw what is filed now; null where not yet.</param>
public sealed record FiledIndicator(Unit Unit, Indicator Indicator, SelfReport Report, FiledReport? Version, IndicatorFiling? Filing, ClaimDecision? Decision, DateTime? SeenAt)
{
    /// <summary>There is something to see that the reader has not seen.</summary>
    public bool IsUnseen => Filing is { IsEmpty: false } && SeenAt is null;
}

/// <summary>A unit's filing for one indicator.</summary>
public readonly record struct FiledCell(UnitCode Unit, IndicatorCode Indicator);

/// <summary>Reads what units filed, indicator by indicator, for whoever may see their evidence for it (<see cref="EvidenceRules"/>).</summary>
public sealed class ReadFiled(PortalDatabase database, LatestFilings filings, LiveScoreboards live, People people)
{
    /// <summary>One unit's; null for whoever may not see it.</summary>
    public async Task<FiledIndicator?> Of(PersonId by, string cycle, UnitCode unit, IndicatorCode indicator, CancellationToken stop = default)
    {
        if (Find(by, cycle, indicator) is not { } asked || asked.Cycle.Find(unit) is not { } of || !Sees(asked.Person, asked.Cycle, of, asked.Indicator)) return null;
        var filed = await filings.Of(cycle, unit, stop);
        await using var db = database.Open();
        var report = await StoredSelfReports.Read(db, cycle, unit, stop);
        var decisions = await StoredClaims.Read(db, cycle, unit, indicator, stop);
        var seen = await db.Seen.AsNoTracking().SingleOrDefaultAsync(s => s.Cycle == cycle && s.Person == by.Value && s.Unit == unit.Value && s.Indicator == indicator.Value, stop);
        return One(of, asked.Indicator, report, filed, decisions.GetValueOrDefault((unit, indicator)), seen);
    }

    /// <summary>Every unit's that the person may see and that is asked for one, in the official order.</summary>
    public async Task<ImmutableArray<FiledIndicator>> All(PersonId by, string cycle, IndicatorCode indicator, CancellationToken stop = default)
    {
        if (Find(by, cycle, indicator) is not { Indicator.NeedsFiling: true } asked) return [];
        var filed = await filings.Of(cycle, stop);
        await using var db = database.Open();
        var reports = await db.SelfReports.AsNoTracking().Where(r => r.Cycle == cycle).ToDictionaryAsync(r => new UnitCode(r.Unit), r => StoredSelfReports.Read(r.Standing, r.Version), stop);
        var decisions = await StoredClaims.Read(db, cycle, null, indicator, stop);
        var seen = await db.Seen.AsNoTracking().Where(s => s.Cycle == cycle && s.Person == by.Value && s.Indicator == indicator.Value).ToDictionaryAsync(s => new UnitCode(s.Unit), stop);
        return
        [
            .. asked.Cycle.Units.Where(u => u.Has(asked.Indicator) && Sees(asked.Person, asked.Cycle, u, asked.Indicator)).Select(u => One(
                u, asked.Indicator, reports.GetValueOrDefault(u.Code) ?? SelfReport.Untouched, filed.GetValueOrDefault(u.Code), decisions.GetValueOrDefault((u.Code, indicator)), seen.GetValueOrDefault(u.Code))),
        ];
    }

    /// <summary>Where something is filed that the person may see and has not seen: 材料未查看.</summary>
    public async Task<ImmutableHashSet<FiledCell>> Unseen(PersonId by, string cycle, CancellationToken stop = default)
    {
        if (people.Find(by) is not { } person || live.Find(cycle)?.Cycle is not { } now || !PermissionTable.Ask(person, Permission.SeeEvidence).IsGranted) return [];
        var filed = await filings.Of(cycle, stop);
        await using var db = database.Open();
        var seen = await db.Seen.AsNoTracking().Where(s => s.Cycle == cycle && s.Person == by.Value).ToDictionaryAsync(s => new FiledCell(new(s.Unit), new(s.Indicator)), s => s.Number, stop);
        return
        [
            .. from unit in now.Units
               where filed.ContainsKey(unit.Code)
               from indicator in now.Scheme.Indicators
               where filed[unit.Code].Latest.Of(indicator.Code) is { IsEmpty: false } && Sees(person, now, unit, indicator)
               let cell = new FiledCell(unit.Code, indicator.Code)
               where seen.GetValueOrDefault(cell) < filed[unit.Code].Since(indicator.Code)
               select cell,
        ];
    }

    /// <summary>Whoever sees the files of it sees all that was filed.</summary>
    internal static bool Sees(Person person, Cycle cycle, Unit unit, Indicator indicator) => EvidenceRules.AskToSee(person, cycle, new(unit, indicator, Source.Self)).IsGranted;

    private static FiledIndicator One(Unit unit, Indicator indicator, SelfReport report, UnitFilings? filed, ClaimDecision? decision, SeenRow? seen)
    {
        var (filing, since) = (filed?.Latest.Of(indicator.Code), filed?.Since(indicator.Code) ?? 0);
        return new(unit, indicator, report, filed?.Latest, filing, filing?.Claim is not null && decision?.Number >= since ? decision : null, seen?.Number >= since ? seen.At : null);
    }

    private Asked? Find(PersonId by, string cycle, IndicatorCode indicator) =>
        people.Find(by) is { } person && live.Find(cycle)?.Cycle is { } now && now.Scheme.Find(indicator) is { } column ? new(person, now, column) : null;

    private sealed record Asked(Person Person, Cycle Cycle, Indicator Indicator);
}
