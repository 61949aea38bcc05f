using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// 报送: freezes the self-report as a version of its own and puts the unit's self-assessments and claims on the board beside the
/// others' assessments, where they never count.
/// </summary>
public sealed class SubmitReport(FilingChange filings, LiveScoreboards live)
{
    /// <summary>Files it, for the first time or again after something was returned.</summary>
    /// <param name="seen">The report's version that the page showed.</param>
    /// <param name="incomplete">Also where indicators are not filled in.</param>
    public async Task<Permit> Run(PersonId by, string cycle, UnitCode unit, long seen, bool incomplete, CancellationToken stop = default)
    {
        IReadOnlyList<Change> changes = [];
        var permit = await filings.Run(by, cycle, unit, seen, AuditKinds.SelfReportFiled, _ => { }, async open =>
        {
            var (transaction, person, now, of, report) = open;
            if (FilingRules.AskToFile(person, now, of, report, transaction.Now) is Denied denied) return (denied, report);
            var (_, content) = await ReportContent.Read(transaction.Db, now, of, stop);
            if (content.Refusal(report, incomplete) is { } refusal) return (refusal, report);
            // Nothing is kept of a move that was seen too late: the ledger's transaction is abandoned then.
            changes = await Assess(open, content, stop);
            return (Granted.Yes, Freeze(open, content));
        }, stop).ConfigureAwait(false);
        if (permit.IsGranted && changes.Count > 0) await live.Publish(cycle, changes, changes.Max(c => c.Assessment.Version));
        return permit;
    }

    private static SelfReport Freeze(OpenReport open, ReportContent content)
    {
        var (transaction, person, now, of, report) = open;
        var text = StoredSelfReports.Write(content.Filings.Select(f => f.Filing));
        var (number, digest) = (report.Number + 1, StoredSelfReports.Digest(text));
        var isChecked = now.Settings.LeaderChecks;
        transaction.Db.FiledReports.Add(new()
        {
            Cycle = now.Code, Unit = of.Code.Value, Number = number, Content = text, Digest = digest, At = transaction.Now,
            FiledBy = isChecked ? report.By!.Value.Value : person.Id.Value, CheckedBy = isChecked ? person.Id.Value : null,
            Version = transaction.Next,
        });
        return new(FilingState.Filed, number, digest, [], null, person.Id, transaction.Now, 0);
    }

    private static async Task<IReadOnlyList<Change>> Assess(OpenReport open, ReportContent content, CancellationToken stop)
    {
        var edits = content.Filings.Select(f => new Edit(Guid.NewGuid(), open.Unit.Code, f.Indicator.Code, Source.Self, f.Filing.Observed(f.Indicator), f.Filing.ClaimText, long.MaxValue)).ToList();
        var recording = await Recording.BeginOfSelf(open.Transaction, open.Cycle, open.Person, edits, stop);
        foreach (var edit in edits)
        {
            // Looked at by Refusal before: what the rules refuse does not come this far.
            if (recording.Record(edit) is Rejected rejected) throw new InvalidOperationException($"{edit.Indicator}: {rejected.Why}");
        }
        return recording.Changes;
    }
}
