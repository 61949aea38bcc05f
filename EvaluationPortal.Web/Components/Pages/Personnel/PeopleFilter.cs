using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Web.Endpoints;
using Microsoft.AspNetCore.WebUtilities;

namespace EvaluationPortal.Web.Components.Pages.Personnel;

/// <summary>Whom the list of people shows, as it stands in its address; what cannot be meant is left out.</summary>
public sealed record PeopleFilter
{
    /// <summary>Most characters that are looked for.</summary>
    public const int MostText = 40;

    /// <summary>Part of a name, login name, unit, post or number.</summary>
    public string? Text { get; init => field = value?.Trim() is { Length: > 0 and <= MostText } text ? text : null; }

    public Role? Role { get; init; }

    public string? Unit { get; init => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>Those who may not sign in; else those who may.</summary>
    public PeopleState State { get; init; }

    public string Address => QueryHelpers.AddQueryString(Addresses.People, new[]
    {
        KeyValuePair.Create("text", Text), KeyValuePair.Create("role", Role?.ToString()), KeyValuePair.Create("unit", Unit), KeyValuePair.Create("state", State is PeopleState.Active ? null : State.ToString()),
    }.Where(p => p.Value is not null));

    public static PeopleFilter Of(string? text, string? role, string? unit, string? state) => new()
    {
        Text = text,
        Role = Enum.TryParse<Role>(role, out var named) && Enum.IsDefined(named) ? named : null,
        Unit = unit,
        State = Enum.TryParse<PeopleState>(state, out var known) && Enum.IsDefined(known) ? known : PeopleState.Active,
    };

    /// <summary>Whether the person is among them.</summary>
    public bool Fits(Person person, string? loginName, Cycle cycle) =>
        (State is PeopleState.All || person.IsDisabled == (State is PeopleState.Disabled))
        && (Role is not { } role || person.Is(role))
        && (Unit is null || person.BelongsTo(new(Unit)))
        && (Text is null || Texts(person, loginName, cycle).Any(t => t?.Contains(Text, StringComparison.OrdinalIgnoreCase) == true));

    private static IEnumerable<string?> Texts(Person person, string? loginName, Cycle cycle) =>
        [person.Name, person.Title, person.Agency, loginName, person.StaffNumber, person.Email, person.Telephone, .. person.Units.Select(u => PersonText.Unit(cycle, u))];
}

/// <summary>Whether people may sign in.</summary>
public enum PeopleState
{
    /// <summary>在用</summary>
    Active = 0,

    /// <summary>停用</summary>
    Disabled = 1,

    /// <summary>全部</summary>
    All = 2,
}
