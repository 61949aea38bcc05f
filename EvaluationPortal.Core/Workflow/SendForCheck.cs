using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>送审: a liaison gives the self-report to the unit's own 审核人; from then on nobody types.</summary>
public sealed class SendForCheck(FilingChange filings)
{
    /// <summary>Sends it.</summary>
    /// <param name="seen">The report's version that the page showed.</param>
    /// <param name="incomplete">Also where indicators are not filled in; what is wrong has to be put right in any case.</param>
    public Task<Permit> Run(PersonId by, string cycle, UnitCode unit, long seen, bool incomplete, CancellationToken stop = default) =>
        filings.Run(by, cycle, unit, seen, AuditKinds.SelfReportSent, _ => { }, async open =>
        {
            var (transaction, person, now, of, report) = open;
            if (FilingRules.AskToSend(person, now, of, report, transaction.Now) is Denied denied) return (denied, report);
            var (_, content) = await ReportContent.Read(transaction.Db, now, of, stop);
            return (content.Refusal(report, incomplete) ?? (Permit)Granted.Yes, report with { State = FilingState.Checking, Reason = null, By = person.Id, At = transaction.Now });
        }, stop);
}

/// <summary>撤回: a liaison takes the self-report back before the 审核人 has filed it.</summary>
public sealed class TakeBack(FilingChange filings)
{
    /// <summary>Takes it back.</summary>
    /// <param name="seen">The report's version that the page showed.</param>
    public Task<Permit> Run(PersonId by, string cycle, UnitCode unit, long seen, CancellationToken stop = default) =>
        filings.Run(by, cycle, unit, seen, AuditKinds.SelfReportTakenBack, _ => { }, open => Task.FromResult((
            FilingRules.AskToTakeBack(open.Person, open.Cycle, open.Unit, open.Report),
            open.Report with { State = open.Report.Open, By = open.Person.Id, At = open.Transaction.Now })), stop);
}

/// <summary>退回修改: the 审核人 gives the self-report back to the liaison, with a reason.</summary>
public sealed class SendBack(FilingChange filings)
{
    /// <summary>Sends it back.</summary>
    /// <param name="seen">The report's version that the page showed.</param>
    public Task<Permit> Run(PersonId by, string cycle, UnitCode unit, string reason, long seen, CancellationToken stop = default)
    {
        var (why, fault) = GivenReason.Read(reason, "退回修改的原因");
        return filings.Run(by, cycle, unit, seen, AuditKinds.SelfReportSentBack, entry => entry.Reason = why, open => Task.FromResult((
            FilingRules.AskToSendBack(open.Person, open.Cycle, open.Unit, open.Report) is Denied denied ? denied : fault ?? (Permit)Granted.Yes,
            open.Report with { State = open.Report.Open, Reason = why, By = open.Person.Id, At = open.Transaction.Now })), stop);
    }
}
