using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// 代录: opens the columns of a bureau or the third party to the office, which types there in its place. The scores stay that
/// assessor's; each says that it was entered, by whom and from which file.
/// </summary>
public sealed class EnterForAssessor(DeliveryChange deliveries)
{
    /// <summary>Begins; the files that lie where the assessor's stamped result does are the basis.</summary>
    /// <param name="reason">Why the assessor does not do it.</param>
    public Task<Permit> Begin(PersonId by, string cycle, string assessor, string reason, CancellationToken stop = default)
    {
        var why = TextGate.Clean(reason);
        return deliveries.Run(by, cycle, assessor, AuditKinds.EntryBegun, why, async open =>
        {
            if (DeliveryRules.AskToBeginEntry(open.Person, open.Cycle, open.Assessor) is Denied denied) return (denied, open.Delivery);
            if (GivenReason.Read(reason, "代录的原因").Fault is { } fault) return (fault, open.Delivery);
            var basis = await DeliverResult.Files(open, EvidenceAddress.ScansOf(open.Assessor), stop);
            return basis.Count == 0
                ? (new Denied($"代录须有依据：请先上传{open.Assessor.Name}出具的评估结果。"), open.Delivery)
                : (Granted.Yes, open.Delivery with { Entry = new([.. basis.Select(DeliverResult.Filed)], why, open.Person.Id, open.Transaction.Now) });
        }, stop);
    }

    /// <summary>Ends; what was entered stays.</summary>
    public Task<Permit> End(PersonId by, string cycle, string assessor, CancellationToken stop = default) =>
        deliveries.Run(by, cycle, assessor, AuditKinds.EntryEnded, null, open => Task.FromResult(
            (DeliveryRules.AskToEndEntry(open.Person, open.Cycle, open.Assessor), open.Delivery with { Entry = null })), stop);
}
