using EvaluationPortal.Core.Storage;
using EvaluationPortal.Web.Operations;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>What a load balancer or a monitor asks.</summary>
public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => Results.Text("ok")).AllowAnonymous();
        app.MapGet("/readyz", async (Readiness readiness, PortalDatabase database, CancellationToken stop) =>
            readiness.Outstanding is { Count: > 0 } outstanding ? NotReady(string.Join('、', outstanding))
            : await database.Answers(stop) ? Results.Text("ok")
            : NotReady("数据库没有应答")).AllowAnonymous();
    }

    private static IResult NotReady(string why) => Results.Text(why, statusCode: StatusCodes.Status503ServiceUnavailable);
}
