using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>退回补正: the office returns one indicator of what a unit filed, with a reason. The unit puts it right and files again, whatever its deadline was.</summary>
public sealed class ReturnIndicator(FilingChange filings)
{
    /// <summary>Returns it.</summary>
    /// <param name="seen">The report's version that the page showed.</param>
    public Task<Permit> Run(PersonId by, string cycle, UnitCode unit, IndicatorCode indicator, string reason, long seen, CancellationToken stop = default)
    {
        var (why, fault) = GivenReason.Read(reason, "退回补正的原因");
        return filings.Run(by, cycle, unit, seen, AuditKinds.IndicatorReturned, entry => (entry.Indicator, entry.Reason) = (indicator.Value, why), open =>
        {
            var (transaction, person, now, of, report) = open;
            Permit answer = now.Scheme.Find(indicator) is not { } found ? new Denied($"没有指标“{indicator}”。")
                : FilingRules.AskToReturn(person, now, of, found, report) is Denied denied ? denied
                : fault ?? (Permit)Granted.Yes;
            return Task.FromResult((answer, report with
            {
                State = FilingState.Returned,
                Returned = report.Returned.Add(new(indicator, why, person.Id, transaction.Now)),
                Reason = null,
                By = person.Id,
                At = transaction.Now,
            }));
        }, stop);
    }
}
