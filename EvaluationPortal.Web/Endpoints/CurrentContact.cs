using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Web.Operations.Settings;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>Whom people ask: as the administrator set it for the cycle, else as the installation's settings name it.</summary>
public sealed class CurrentContact(CurrentCycle cycles, ContactOptions settings)
{
    /// <summary>Of the current cycle, for pages that are about none.</summary>
    public ContactOptions Now => Of(cycles.Now);

    public ContactOptions Of(Cycle cycle) => cycle.Settings.Contact is { } contact ? new(contact.Name, contact.Telephone) : settings;
}
