using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Web.Components.Pages.Cycles;

/// <summary>A cycle's settings while they are being filled in; times as clocks in China show them.</summary>
internal sealed class SettingsDraft
{
    public required string Name { get; set; }
    public required DateOnly? From { get; set; }
    public required DateOnly? To { get; set; }
    public required DateTime? Filing { get; set; }

    /// <summary>By assessor's name.</summary>
    public required Dictionary<string, DateTime?> Deliveries { get; init; }

    public required Dictionary<Stage, LiaisonView> LiaisonsSee { get; init; }
    public required bool RanksOverall { get; set; }
    /// <summary>等次: empty for none, <c>bands</c> or <c>quotas</c>, with the two numbers of the rule.</summary>
    public required string GradesBy { get; set; }

    public required decimal Excellent { get; set; }
    public required decimal Good { get; set; }
    public required bool LeaderChecks { get; set; }
    public required string ContactName { get; set; }
    public required string ContactTelephone { get; set; }
    public required bool MendingRestoresPoints { get; set; }

    /// <summary>How many people rate each of the office's judged indicators; 1 where one does.</summary>
    public required Dictionary<IndicatorCode, int> Raters { get; init; }
    public required List<UnitApplicability> Applicability { get; init; }

    public static SettingsDraft Of(Cycle cycle) => new()
    {
        Name = cycle.Name,
        From = cycle.Settings.Period?.From,
        To = cycle.Settings.Period?.To,
        Filing = Clock(cycle.Settings.Deadlines.Filing),
        Deliveries = cycle.Assessors().Select(a => a.Name).Distinct().ToDictionary(name => name, name => Clock(cycle.Settings.Deadlines.Deliveries.TryGetValue(name, out var due) ? due : null)),
        LiaisonsSee = Enum.GetValues<Stage>().ToDictionary(s => s, cycle.Settings.LiaisonsSeeIn),
        RanksOverall = cycle.Settings.RanksOverall,
        GradesBy = cycle.Settings.Grades switch { GradePolicy.Bands => "bands", GradePolicy.Quotas => "quotas", _ => "" },
        Excellent = cycle.Settings.Grades switch { GradePolicy.Bands b => b.Excellent, GradePolicy.Quotas q => q.Excellent, _ => 90 },
        Good = cycle.Settings.Grades switch { GradePolicy.Bands b => b.Good, GradePolicy.Quotas q => q.Good, _ => 80 },
        LeaderChecks = cycle.Settings.LeaderChecks,
        ContactName = cycle.Settings.Contact?.Name ?? "",
        ContactTelephone = cycle.Settings.Contact?.Telephone ?? "",
        MendingRestoresPoints = cycle.Settings.MendingRestoresPoints,
        Raters = cycle.Scheme.Indicators.Where(i => RatingRules.Fault(cycle.Scheme, i.Code, RatingRules.Fewest) is null).ToDictionary(i => i.Code, i => cycle.Settings.Raters.GetValueOrDefault(i.Code, 1)),
        Applicability = [.. cycle.Settings.Applicability],
    };

    /// <summary>The settings it stands for, or why it stands for none.</summary>
    public (CycleSettings? Settings, string? Fault) Read(CycleSettings now) => (From is null) != (To is null)
        ? (null, "考核期须同时填写开始和结束日期。")
        : (now with
        {
            Period = From is { } from && To is { } to ? new(from, to) : null,
            Deadlines = new(Utc(Filing), Deliveries.Where(d => d.Value is not null).ToImmutableSortedDictionary(d => d.Key, d => Utc(d.Value)!.Value, StringComparer.Ordinal), now.Deadlines.Extensions),
            LiaisonsSee = LiaisonsSee.ToImmutableSortedDictionary(),
            RanksOverall = RanksOverall,
            Grades = Grades,
            LeaderChecks = LeaderChecks,
            Contact = (TextGate.Clean(ContactName), TextGate.Clean(ContactTelephone)) is var (name, telephone) && name.Length + telephone.Length > 0 ? new(name, telephone) : null,
            MendingRestoresPoints = MendingRestoresPoints,
            Raters = Raters.Where(r => r.Value > 1).ToImmutableSortedDictionary(r => r.Key, r => r.Value),
            Applicability = [.. Applicability],
        }, null);

    /// <summary>The rule that the fields stand for; null for none.</summary>
    public GradePolicy? Grades => GradesBy switch { "bands" => new GradePolicy.Bands(Excellent, Good), "quotas" => new GradePolicy.Quotas(Excellent, Good), _ => null };

    private static DateTime? Utc(DateTime? clock) => clock is { } at ? ChinaTime.ToUtc(at) : null;

    private static DateTime? Clock(DateTime? utc) => utc is { } at ? ChinaTime.ToClock(at) : null;
}
