using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Access;

/// <summary>Somebody who works with the portal.</summary>
/// <param name="Title">Post or office as colleagues would say it, e.g. 区财政局预算科.</param>
/// <param name="Grants">At least one, no role twice; none of somebody whose work was handed over.</param>
/// <param name="Units">The units the person belongs to: those a liaison sees, and those nobody scores as the own.</param>
/// <param name="Agency">Name of the commissioned agency, for the third party.</param>
/// <param name="Email">Known to a sign-in provider; unique among people, null for none.</param>
/// <param name="StaffNumber">工号, known to a sign-in provider; unique among people, null for none.</param>
/// <param name="Telephone">For colleagues; null for none.</param>
/// <param name="IsDisabled">停用: may not sign in, keeps the name on the trail.</param>
public sealed record Person(
    PersonId Id,
    string Name,
    string Title,
    ImmutableArray<Grant> Grants,
    ImmutableArray<UnitCode> Units,
    string? Agency = null,
    string? Email = null,
    string? StaffNumber = null,
    string? Telephone = null,
    bool IsDisabled = false)
{
    public IEnumerable<Role> Roles => Grants.Select(g => g.Role);

    /// <summary>The indicators of all roles together: those delivered, and those a reviewer is limited to. Empty where there is no limit.</summary>
    public ImmutableArray<IndicatorCode> Indicators => [.. Grants.SelectMany(g => g.Indicators).Distinct().Order()];

    /// <summary>The roles in words, joined with 、.</summary>
    public string RoleNames => string.Join('、', Roles.Select(r => r.ChineseName()));

    public bool Is(Role role) => Roles.Contains(role);

    public bool BelongsTo(UnitCode unit) => Units.Contains(unit);

    public bool Equals(Person? other) =>
        other is not null && Id == other.Id && Name == other.Name && Title == other.Title && Grants.SequenceEqual(other.Grants) && Units.SequenceEqual(other.Units)
        && Agency == other.Agency && Email == other.Email && StaffNumber == other.StaffNumber && Telephone == other.Telephone && IsDisabled == other.IsDisabled;

    public override int GetHashCode() => Id.GetHashCode();
}
