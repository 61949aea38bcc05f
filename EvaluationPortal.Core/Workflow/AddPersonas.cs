using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Puts the invented people of a demonstration among the others, those that are not there yet; what was changed about them stays.</summary>
public sealed class AddPersonas(Ledger ledger, LivePeople live)
{
    public async Task Run(IReadOnlyCollection<Unit> roster, CancellationToken stop)
    {
        var personas = Personas.Among(roster);
        await ledger.Write(async transaction =>
        {
            var known = await transaction.Db.People.Select(p => p.Id).ToListAsync(stop);
            foreach (var persona in personas.Where(p => !known.Contains(p.Id.Value))) SavePerson.Add(transaction, PersonId.System, persona);
            return true;
        }, stop);
        await live.Load(stop);
    }
}
