using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>退回: the office gives delivered results back with a reason. Their assessor puts them right and delivers again, whatever its deadline was.</summary>
public sealed class ReturnDelivery(DeliveryChange deliveries)
{
    /// <summary>Gives it back.</summary>
    public Task<Permit> Run(PersonId by, string cycle, string assessor, string reason, CancellationToken stop = default)
    {
        var why = TextGate.Clean(reason);
        return deliveries.Run(by, cycle, assessor, AuditKinds.ResultReturned, why, open => Task.FromResult(
            (DeliveryRules.AskToReturn(open.Person, open.Cycle, open.Assessor) is Denied denied ? denied : GivenReason.Read(reason, "退回的原因").Fault ?? (Permit)Granted.Yes,
            open.Delivery with { State = DeliveryState.Returned, By = open.Person.Id, At = open.Transaction.Now, Reason = why })), stop);
    }
}
