using System.Security.Claims;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Web.Access;

/// <summary>What a session carries: who, and which session. Never roles: those are asked of <see cref="People"/> each time.</summary>
public static class PortalClaims
{
    private const string PersonClaim = "person";
    private const string SessionClaim = "session";

    /// <summary>The principal of a new session of that person.</summary>
    public static ClaimsPrincipal Principal(PersonId person, string authenticationType) =>
        new(new ClaimsIdentity(
            [new Claim(PersonClaim, person.Value), new Claim(SessionClaim, Guid.CreateVersion7().ToString("N"))],
            authenticationType,
            PersonClaim,
            roleType: null));

    /// <summary>The id that the session carries, or null for nobody.</summary>
    public static PersonId? PersonId(this ClaimsPrincipal user) => user.FindFirst(PersonClaim) is { } claim ? new PersonId(claim.Value) : null;

    /// <summary>The person behind a session as they are now, or null where nobody is signed in or the person is gone.</summary>
    public static Person? Of(this People people, ClaimsPrincipal user) => user.PersonId() is { } id ? people.Find(id) : null;
}
