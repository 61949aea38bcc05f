using System.Security.Claims;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;

namespace EvaluationPortal.Web.Access;

/// <summary>What a cookie carries: who, and which session. Never roles: those are asked of <see cref="People"/> each time.</summary>
public static class PortalClaims
{
    private const string PersonClaim = "person";
    private const string SessionClaim = "session";

    /// <summary>The principal of a session.</summary>
    public static ClaimsPrincipal Principal(Session session) =>
        new(new ClaimsIdentity([new Claim(PersonClaim, session.Person.Value), new Claim(SessionClaim, session.Id)], session.Method, PersonClaim, roleType: null));

    /// <summary>The id that the cookie carries, or null for nobody.</summary>
    public static PersonId? PersonId(this ClaimsPrincipal user) => user.FindFirst(PersonClaim) is { } claim ? new PersonId(claim.Value) : null;

    /// <summary>The session that the cookie carries, or null for none.</summary>
    public static string? SessionId(this ClaimsPrincipal user) => user.FindFirst(SessionClaim)?.Value;

    /// <summary>The person behind a session as they are now, or null where nobody is signed in or the person is gone.</summary>
    public static Person? Of(this People people, ClaimsPrincipal user) => user.PersonId() is { } id ? people.Find(id) : null;
}
