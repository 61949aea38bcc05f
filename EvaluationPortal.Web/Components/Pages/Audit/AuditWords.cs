using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Storage.Evidence;
using EvaluationPortal.Web.Components.Pages.Board.Drawer;
using EvaluationPortal.Web.Operations.Settings;

namespace EvaluationPortal.Web.Components.Pages.Audit;

/// <summary>An audit entry in words, beside its columns.</summary>
/// <param name="Kind">The kind's name.</param>
/// <param name="What">What was done, in few words, with the client's address where it is known.</param>
/// <param name="Unit">Name of the unit.</param>
/// <param name="Indicator">Code and name of the indicator.</param>
/// <param name="Before">The value before, with points.</param>
/// <param name="After">The value after, with points.</param>
/// <param name="Why">The reason given.</param>
public sealed record AuditLine(AuditEntry Entry, string Who, string Kind, string What, string? Unit, string? Indicator, string? Source, string? Before, string? After, string? Why)
{
    /// <summary>Unit and indicator; null where it is about neither.</summary>
    public string? Where => Unit is null && Indicator is null ? null : string.Join(' ', ((string?[])[Unit, Indicator]).OfType<string>());
}

/// <summary>Puts audit entries into words: names and points by the cycle as it is now; what cannot be read stays as stored.</summary>
public sealed class AuditWords(People people, LiveScoreboards live, SignInOptions signIn)
{
    public AuditLine Of(AuditEntry entry)
    {
        var cycle = entry.Cycle is { } code ? live.Find(code)?.Cycle : null;
        var unit = entry.Unit is null ? null : cycle?.Find(new UnitCode(entry.Unit));
        var indicator = entry.Indicator is null ? null : cycle?.Scheme.Find(new IndicatorCode(entry.Indicator));
        var (before, after) = entry.Kind switch
        {
            AuditKinds.Assessed => (Value(entry.Before, unit, indicator), Value(entry.After, unit, indicator)),
            AuditKinds.CycleChanged => CycleWords.Difference(entry.Before, entry.After),
            AuditKinds.EvidenceAdded or AuditKinds.EvidenceRemoved => (File(entry.Before), File(entry.After)),
            _ when AuditKinds.IsOfDelivery(entry.Kind) => (Delivered(entry.Before), Delivered(entry.After)),
            _ when AuditKinds.IsOfSelfReport(entry.Kind) => (Standing(entry.Before), Standing(entry.After)),
            _ when AuditKinds.IsOfMending(entry.Kind) => (MendingWords.Of(entry.Before), MendingWords.Of(entry.After)),
            _ when AuditKinds.IsOfRecord(entry.Kind) => (RecordText(entry.Before), RecordText(entry.After)),
            AuditKinds.PersonAdded or AuditKinds.PersonChanged or AuditKinds.HandedOver => PersonWords.Difference(entry, NameOf),
            _ => (null, null),
        };
        return new(entry, people.NameOf(new(entry.By)), AuditKinds.ChineseName(entry.Kind), What(entry, cycle),
            unit?.Name ?? (entry.Unit is { } unlisted ? NameOf(new UnitCode(unlisted)) : null),
            indicator is null ? entry.Indicator : $"{indicator.Code} {indicator.Name}",
            entry.Source is { } source ? indicator is null ? source.ToString() : Facts.Name(source, indicator) : null,
            before, after, entry.Reason);
    }

    /// <summary>A unit's name in the newest cycle that has it.</summary>
    private string NameOf(UnitCode unit) => live.Cycles.Select(code => live.Find(code)?.Cycle.Find(unit)?.Name).FirstOrDefault(name => name is not null) ?? unit.Value;

    private string What(AuditEntry entry, Cycle? cycle)
    {
        var details = AuditKinds.IsEvent(entry.Kind) ? EventDetails.Read(entry.After) : new();
        IEnumerable<string?> more =
        [
            entry.Kind is AuditKinds.CycleOpened ? cycle?.Name ?? entry.Cycle : null,
            details.Table is { } table ? $"{table}，校验码 {details.Scheme}" : null,
            entry.Subject is { } subject ? people.NameOf(new(subject)) : null,
            details.Method is { } method ? MethodWords.Of(method, signIn) : null,
            details.Login is { } login ? $"登录名 {login}" : null,
            details.Tried is { } tried ? $"以“{tried}”登录" : null,
            details.Cards is { } cards ? $"{cards}份" : null,
            details.Filter is { } filter ? $"筛选 {filter}" : null,
            details.File is { } file ? $"“{file}”" : null,
            details.Account is { } account ? $"系统账户 {account}" : null,
            details.Address is { } address ? $"地址 {address}" : null,
            details.Unlisted is { } unlisted ? $"此前另有{unlisted}次未逐条记录" : null,
        ];
        var name = AuditKinds.ChineseName(entry.Kind);
        return string.Join('，', more.OfType<string>()) is { Length: > 0 } said ? $"{name}（{said}）" : name;
    }

    private static string? File(string? stored) => StoredEvidence.Find(stored) is { } file ? $"{file.Name}（{EvidencePolicy.Text(file.Bytes)}）" : stored;

    private static string? RecordText(string? stored) => stored is null ? null : StoredRecords.Read(stored, 0) is var r && r.Withdrawn is null ? string.Join(' ', ((string?[])[$"{r.Day:yyyy-MM-dd}", r.From, r.What, r.Link]).OfType<string>()) : "已撤回";

    private static string? Standing(string? stored) => stored is null ? null : StoredSelfReports.Read(stored, 0) is var report && report.Number > 0 ? $"{report.State.Text()}，第{report.Number}版 {report.Digest?[..12]}" : report.State.Text();

    private static string? Delivered(string? stored) => stored is null ? null : StoredDeliveries.Read(stored, 0) switch
    {
        { Entry: { } entry } d => $"{d.Assessor}{d.State.Text()}，{entry.Mark}",
        { State: DeliveryState.Delivered } d => $"{d.Assessor}第{d.Number}次报送{(d.ByOffice ? "（区政府办公室代报）" : "")}：{string.Join('、', d.Scans.Select(s => s.Name))}{(d.Reports.IsEmpty ? "" : $"，评估报告{d.Reports.Length}份")}",
        var d => $"{d.Assessor}{d.State.Text()}",
    };

    private static string Value(string? stored, Unit? unit, Indicator? indicator)
    {
        if (stored is null) return "待评";
        if (unit is null || indicator is null || Observed(stored) is not { } observation) return stored;
        var points = Facts.Value(unit.Score(indicator, observation));
        if (observation is Core.Scoring.Judged { Ratings: { IsEmpty: false } ratings }) return $"{points} {ratings.Length}人评分：{string.Join('；', ratings.Select(r => $"{r.By} {Core.Scoring.Decimals.Text(r.Points)}分 {r.Reason}".TrimEnd()))}";
        return Facts.Text(indicator, observation) is { } text ? $"{points} {text}" : points;
    }

    private static Core.Scoring.Observation? Observed(string stored)
    {
        try
        {
            return StoredScoreboards.Observation(stored);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
