using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Access;

/// <summary>Somebody who works with the portal.</summary>
/// <param name="Title">Post or office as colleagues would say it, e.g. 区财政局预算科.</param>
/// <param name="Roles">At least one.</param>
/// <param name="Units">The units the person belongs to: those a liaison sees, and those nobody scores as the own.</param>
/// <param name="Indicators">The indicators a bureau or third party delivers; for the office a limit, empty means all.</param>
/// <param name="Agency">Name of the commissioned agency, for the third party.</param>
public sealed record Person(
    PersonId Id,
    string Name,
    string Title,
    ImmutableArray<Role> Roles,
    ImmutableArray<UnitCode> Units,
    ImmutableArray<IndicatorCode> Indicators,
    string? Agency = null)
{
    /// <summary>The roles in words, joined with 、.</summary>
    public string RoleNames => string.Join('、', Roles.Select(r => r.ChineseName()));

    public bool Is(Role role) => Roles.Contains(role);

    public bool BelongsTo(UnitCode unit) => Units.Contains(unit);
}
