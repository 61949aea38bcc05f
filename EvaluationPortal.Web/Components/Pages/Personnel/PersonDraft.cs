using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Web.Components.Pages.Personnel;

/// <summary>A person as the form has it, changed field by field.</summary>
public sealed class PersonDraft
{
    public string Name { get; set; } = "";
    public string Title { get; set; } = "";
    public string Agency { get; set; } = "";
    public string Email { get; set; } = "";
    public string StaffNumber { get; set; } = "";
    public string Telephone { get; set; } = "";
    public bool IsDisabled { get; set; }
    public IList<UnitCode> Units { get; private init; } = [];

    /// <summary>One for every role there is, held or not.</summary>
    public IReadOnlyList<RoleDraft> Roles { get; private init; } = [.. Enum.GetValues<Role>().Select(r => new RoleDraft(r))];

    /// <summary>The form of a person; an empty one for nobody.</summary>
    public static PersonDraft Of(Person? person) => person is null ? new() : new()
    {
        Name = person.Name,
        Title = person.Title,
        Agency = person.Agency ?? "",
        Email = person.Email ?? "",
        StaffNumber = person.StaffNumber ?? "",
        Telephone = person.Telephone ?? "",
        IsDisabled = person.IsDisabled,
        Units = [.. person.Units],
        Roles = [.. Enum.GetValues<Role>().Select(r => RoleDraft.Of(r, person.Grants.FirstOrDefault(g => g.Role == r)))],
    };

    /// <summary>What the form says; blank fields are null where there may be none.</summary>
    public Person ToPerson(PersonId id) => new(
        id, Name.Trim(), Title.Trim(), [.. Roles.Where(r => r.IsHeld).Select(r => r.ToGrant())], [.. Units], Optional(Agency), Optional(Email), Optional(StaffNumber), Optional(Telephone), IsDisabled);

    private static string? Optional(string text) => text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}

/// <summary>A role as the form has it. Its limits stay while it is not held, so that a tick too many loses nothing.</summary>
public sealed class RoleDraft(Role role)
{
    public Role Role => role;
    public bool IsHeld { get; set; }
    public ISet<IndicatorCode> Indicators { get; private init; } = new HashSet<IndicatorCode>();
    public IList<UnitCode> Units { get; private init; } = [];

    public static RoleDraft Of(Role role, Grant? grant) => grant is null ? new(role) : new(role) { IsHeld = true, Indicators = grant.Indicators.ToHashSet(), Units = [.. grant.Units] };

    public Grant ToGrant() => new(role, [.. Indicators.Order()], [.. Units]);

    /// <summary>Ticks an indicator, or takes the tick away.</summary>
    public void Toggle(IndicatorCode code)
    {
        if (!Indicators.Remove(code)) Indicators.Add(code);
    }
}
