using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>The tables that were adopted, for whoever manages cycles.</summary>
public sealed class ReadSchemes(PortalDatabase database, People people)
{
    /// <summary>All of them; none for somebody who may not manage cycles.</summary>
    public async Task<IReadOnlyList<Scheme>> Run(PersonId by, CancellationToken stop)
    {
        if (people.Find(by) is not { } person || !PermissionTable.Ask(person, Permission.ManageCycle).IsGranted) return [];
        await using var db = database.Open();
        return await StoredSchemes.All(db, stop);
    }
}
