using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Web.Access;
using EvaluationPortal.Web.Components.Pages.Personnel;
using Microsoft.AspNetCore.Components.Endpoints;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>Cycles, units and people that addresses name but that do not exist: the sentence, and the status of the first answer.</summary>
public static class Places
{
    public static string NoCycle(string cycle) => $"没有考核年度“{cycle}”。";

    public static string NoUnit(Cycle cycle, string unit) => $"{cycle.Name}中没有单位“{unit}”。";

    /// <summary>
    /// Pages are drawn over the circuit and say themselves what is missing; this gives their first answer the status 404, so
    /// that monitors and scripts see it too.
    /// </summary>
    public static void UsePlaces(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null && !(IsKnown(context.Request.RouteValues, context.RequestServices.GetRequiredService<LiveScoreboards>()) && IsKnownPerson(context)))
        {
            // Only when the answer begins: set earlier, the page would be taken for a failed one and replaced.
            context.Response.OnStarting(static state =>
            {
                ((HttpContext)state).Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }, context);
        }

        return next(context);
    });

    /// <summary>Told only to those who manage people: nobody else learns which ids there are.</summary>
    private static bool IsKnownPerson(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type != typeof(PersonPage)
        || context.Request.RouteValues[nameof(PersonPage.Id)] is not string id
        || context.RequestServices.GetRequiredService<People>() is var people && (people.FindAnybody(new(id)) is not null
            || people.Of(context.User) is not { } asking || !PermissionTable.Ask(asking, Permission.ManagePeople).IsGranted);

    private static bool IsKnown(RouteValueDictionary values, LiveScoreboards live) =>
        values["Cycle"] is not string cycle
        || (live.Find(cycle) is { } board && (values["Unit"] is not string unit || board.Cycle.Find(new UnitCode(unit)) is not null));
}
