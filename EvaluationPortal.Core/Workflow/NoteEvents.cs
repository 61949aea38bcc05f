using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// Puts on the trail what people did that changed nothing: refused sign-ins, downloads, exports. It is written before the thing is done,
/// so that nothing is done unseen; where it cannot be written, the thing is not done.
/// </summary>
public sealed class NoteEvents(Ledger ledger, TimeProvider clock)
{
    /// <summary>Refused sign-ins that get entries of their own within a minute: a flood must not fill the trail.</summary>
    public const int MostRefusalsAMinute = 60;

    /// <summary>Longest id kept of whom a refused sign-in asked for.</summary>
    private const int MostTried = 64;

    private readonly Lock _refusing = new();
    private DateTimeOffset _minute;
    private int _refusals;
    private int _unlisted;

    /// <summary>A sign-in was refused; beyond <see cref="MostRefusalsAMinute"/> they are counted, and the next entry tells how many.</summary>
    /// <param name="tried">Whom it asked for, as typed.</param>
    /// <param name="why">One Chinese sentence.</param>
    /// <param name="always">An attempt on an account that exists, and that its lock bounds: never only counted.</param>
    public Task SignInRefused(string? tried, string why, string? address, CancellationToken stop, bool always = false)
    {
        int unlisted;
        lock (_refusing)
        {
            var now = clock.GetUtcNow();
            if (now - _minute >= TimeSpan.FromMinutes(1)) (_minute, _refusals) = (now, 0);
            if (++_refusals > MostRefusalsAMinute && !always)
            {
                _unlisted++;
                return Task.CompletedTask;
            }
            (unlisted, _unlisted) = (_unlisted, 0);
        }
        var whom = TextGate.Clean(tried?[..Math.Min(tried.Length, MostTried)] ?? "");
        return Note(PersonId.Nobody, AuditKinds.SignInRefused, new(address, whom.Length == 0 ? null : whom, Unlisted: unlisted == 0 ? null : unlisted), reason: why, stop: stop);
    }

    public Task ReportCardDownloaded(PersonId person, string cycle, UnitCode unit, string? address, CancellationToken stop) =>
        Note(person, AuditKinds.ReportCardDownloaded, new(address), cycle, unit, stop: stop);

    public Task ReportCardsDownloaded(PersonId person, string cycle, int cards, string? address, CancellationToken stop) =>
        Note(person, AuditKinds.ReportCardsDownloaded, new(address, Cards: cards), cycle, stop: stop);

    /// <param name="unit">The one unit, or null for all.</param>
    /// <param name="account">Account of the operating system.</param>
    public Task ReportCardsExported(string cycle, UnitCode? unit, int cards, string account, CancellationToken stop) =>
        Note(PersonId.Operator, AuditKinds.ReportCardsExported, new(Cards: cards, Account: account), cycle, unit, stop: stop);

    internal Task EvidenceDownloaded(PersonId person, EvidenceRow row, string? address, CancellationToken stop) => ledger.Write(transaction =>
        Task.FromResult(transaction.Append(person, AuditKinds.EvidenceDownloaded, e => (e.Cycle, e.Unit, e.Indicator, e.Source, e.After) =
            (row.Cycle, row.Unit, row.Indicator, row.Source, new EventDetails(address, File: row.Name, Evidence: row.Id).Write()))), stop);

    /// <param name="unit">The one unit it is about; null for all.</param>
    /// <param name="file">Its name.</param>
    public Task SheetExported(PersonId person, string cycle, UnitCode? unit, string file, string? address, CancellationToken stop) =>
        Note(person, AuditKinds.SheetExported, new(address, File: file), cycle, unit, stop: stop);

    /// <param name="filter">What it was limited to; null for the whole trail.</param>
    public Task TrailExported(PersonId person, string? filter, string? address, CancellationToken stop) =>
        Note(person, AuditKinds.TrailExported, new(address, Filter: filter), stop: stop);

    private Task<long> Note(PersonId by, string kind, EventDetails details, string? cycle = null, UnitCode? unit = null, string? reason = null, CancellationToken stop = default) =>
        ledger.Write(transaction => Task.FromResult(transaction.Append(by, kind, entry =>
            (entry.Cycle, entry.Unit, entry.After, entry.Reason) = (cycle, unit?.Value, details.Write(), reason))), stop);
}
