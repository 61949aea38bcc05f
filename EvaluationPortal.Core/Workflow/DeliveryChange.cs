using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>An assessor's delivery inside the ledger's transaction: everything it is judged by was re-read in it.</summary>
internal sealed record OpenDelivery(LedgerTransaction Transaction, Person Person, Cycle Cycle, Assessor Assessor, Delivery Delivery);

/// <summary>What all moves of a delivery have in common.</summary>
public sealed class DeliveryChange(CycleChange cycles)
{
    /// <summary>Asks, and moves it where it is granted; every screen has it afterwards.</summary>
    /// <param name="kind">Of the audit entry.</param>
    /// <param name="reason">What the entry gives as reason.</param>
    /// <param name="move">Where it stands afterwards; may refuse.</param>
    internal async Task<Permit> Run(PersonId by, string cycle, string assessor, string kind, string? reason, Func<OpenDelivery, Task<(Permit Answer, Delivery Delivery)>> move, CancellationToken stop)
    {
        OpenDelivery? open = null;
        Delivery? after = null;
        return await cycles.Run(by, cycle, seen: null, async (transaction, person, now) =>
        {
            if (now.FindAssessor(assessor) is not { } of) return new Denied($"{now.Name}的考核评估表中没有评估单位“{assessor}”。");
            open = new(transaction, person, now, of, now.DeliveryOf(assessor));
            (var answer, after) = await move(open);
            return answer;
        }, (_, _) => Write(open!, after!, kind, reason, stop), stop).ConfigureAwait(false);
    }

    private static async Task Write(OpenDelivery open, Delivery after, string kind, string? reason, CancellationToken stop)
    {
        var (transaction, person, now, assessor, _) = open;
        var row = await transaction.Db.Deliveries.SingleOrDefaultAsync(d => d.Cycle == now.Code && d.Assessor == assessor.Name, stop);
        var standing = StoredDeliveries.Write(after);
        var version = transaction.Append(person.Id, kind, entry =>
            (entry.Cycle, entry.Indicator, entry.Source, entry.Before, entry.After, entry.Reason) = (now.Code, assessor.Indicators[0].Code.Value, assessor.Source, row?.Standing, standing, reason));
        if (row is null) transaction.Db.Deliveries.Add(new() { Cycle = now.Code, Assessor = assessor.Name, Standing = standing, Version = version });
        else (row.Standing, row.Version) = (standing, version);
    }
}
