using EvaluationPortal.Core.Access;
using EvaluationPortal.Web.Access;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>The start page: where a person's work is.</summary>
public static class StartEndpoint
{
    public static void MapStart(this IEndpointRouteBuilder app) =>
        app.MapGet("/", (HttpContext context, People people, CurrentCycle cycle) =>
            Results.LocalRedirect(people.Of(context.User) is { } person ? Addresses.StartOf(person, cycle.Now) : PortalAccess.SignInPath)).RequireAuthorization();
}
