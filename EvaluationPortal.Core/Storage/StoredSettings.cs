using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Storage;

/// <summary><see cref="CycleSettings"/> as its column holds them. A member that is missing was not known when they were written, or is as it is unless set.</summary>
/// <param name="LiaisonsSee">Of databases made before the stages could be told apart: the same in every stage.</param>
internal sealed record StoredSettings(
    Dictionary<string, decimal>? FullMarks, bool RanksOverall, LiaisonView? LiaisonsSee, Dictionary<Stage, LiaisonView>? LiaisonsSeeIn, StoredPeriod? Period,
    DateTime? Filing, Dictionary<string, DateTime>? Deliveries, StoredExtension[]? Extensions, StoredApplicability[]? Applicability, StoredProposal? ProposedTable,
    bool LeaderChecks = true, bool IsRehearsal = false, bool MendingRestoresPoints = false,
    StoredConfirmation[]? Confirmations = null, StoredContact? Contact = null, StoredAdjustment[]? Adjustments = null, StoredGrades? Grades = null,
    Dictionary<string, int>? Raters = null)
{
    public static StoredSettings Of(CycleSettings s) => new(
        s.FullMarks.ToDictionary(f => f.Key.Value, f => f.Value), s.RanksOverall, null, s.LiaisonsSee.ToDictionary(), s.Period is { } p ? new(p.From, p.To) : null,
        s.Deadlines.Filing, s.Deadlines.Deliveries.ToDictionary(), [.. s.Deadlines.Extensions.Select(e => new StoredExtension(e.Unit?.Value, e.Assessor, e.Until, e.Reason))],
        [.. s.Applicability.Select(a => new StoredApplicability(a.Unit.Value, a.Indicator.Value, a.Applies, a.Reason))],
        s.ProposedTable is { } table ? new(table.Digest, table.Reason, table.By.Value, table.At) : null, s.LeaderChecks, s.IsRehearsal, s.MendingRestoresPoints,
        [.. s.Confirmations.Select(c => new StoredConfirmation(c.Part.Unit?.Value, c.Part.Indicator?.Value, c.By.Value, c.ByName, c.At))],
        s.Contact is { } contact ? new(contact.Name, contact.Telephone) : null,
        [.. s.Adjustments.Select(a => new StoredAdjustment(a.Id, a.Unit.Value, a.Indicator.Value, a.Points, a.Computed, a.Reason, a.Basis, a.By.Value, a.At, a.Approval?.By.Value, a.Approval?.At, a.Approval?.Sequence))], StoredGrades.Of(s.Grades),
        s.Raters.ToDictionary(r => r.Key.Value, r => r.Value));

    public CycleSettings Settings() => new()
    {
        Period = Period is { } p ? new(p.From, p.To) : null,
        Deadlines = new(Filing, (Deliveries ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal),
            [.. (Extensions ?? []).Select(e => new Extension(e.Unit is { } unit ? new UnitCode(unit) : null, e.Assessor, e.Until, e.Reason))]),
        FullMarks = (FullMarks ?? []).ToImmutableSortedDictionary(f => new IndicatorCode(f.Key), f => f.Value),
        Applicability = [.. (Applicability ?? []).Select(a => new UnitApplicability(new(a.Unit), new(a.Indicator), a.Applies, a.Reason))],
        Raters = (Raters ?? []).ToImmutableSortedDictionary(r => new IndicatorCode(r.Key), r => r.Value),
        RanksOverall = RanksOverall,
        Grades = Grades?.Policy(),
        LeaderChecks = LeaderChecks,
        IsRehearsal = IsRehearsal,
        MendingRestoresPoints = MendingRestoresPoints,
        ProposedTable = ProposedTable is { } table ? new(table.Digest, table.Reason, new(table.By), table.At) : null,
        Adjustments = [.. (Adjustments ?? []).Select(a => a.Adjustment())],
        Contact = Contact is { } contact ? new(contact.Name, contact.Telephone) : null,
        Confirmations = [.. (Confirmations ?? []).Select(c => new Confirmation(new(c.Unit is { } unit ? new UnitCode(unit) : null, c.Indicator is { } indicator ? new IndicatorCode(indicator) : null), new(c.By), c.ByName, c.At))],
        LiaisonsSee = LiaisonsSee is { } same ? CycleSettings.InEveryStage(same) : (LiaisonsSeeIn ?? []).ToImmutableSortedDictionary(),
    };
}

internal sealed record StoredPeriod(DateOnly From, DateOnly To);

internal sealed record StoredExtension(string? Unit, string? Assessor, DateTime Until, string Reason);

internal sealed record StoredAdjustment(
    Guid Id, string Unit, string Indicator, decimal? Points, decimal Computed, string Reason, string Basis, string By, DateTime At, string? ApprovedBy, DateTime? ApprovedAt, long? ApprovedIn)
{
    public Adjustment Adjustment() =>
        new(Id, new(Unit), new(Indicator), Points, Computed, Reason, Basis, new(By), At, ApprovedBy is { } by ? new(new(by), ApprovedAt!.Value, ApprovedIn!.Value) : null);
}

/// <param name="Kind"><c>bands</c> or <c>quotas</c>.</param>
internal sealed record StoredGrades(string Kind, decimal Excellent, decimal Good)
{
    public static StoredGrades? Of(GradePolicy? policy) => policy switch
    {
        null => null,
        GradePolicy.Bands b => new("bands", b.Excellent, b.Good),
        GradePolicy.Quotas q => new("quotas", q.Excellent, q.Good),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public GradePolicy Policy() => Kind is "bands" ? new GradePolicy.Bands(Excellent, Good) : new GradePolicy.Quotas(Excellent, Good);
}

internal sealed record StoredContact(string Name, string Telephone);

internal sealed record StoredConfirmation(string? Unit, string? Indicator, string By, string ByName, DateTime At);

internal sealed record StoredProposal(string Digest, string Reason, string By, DateTime At);

internal sealed record StoredApplicability(string Unit, string Indicator, bool Applies, string Reason);
