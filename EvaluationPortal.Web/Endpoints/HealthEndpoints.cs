using EvaluationPortal.Web.Operations;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>What a load balancer or a monitor asks.</summary>
public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => Results.Text("ok")).AllowAnonymous();
        app.MapGet("/readyz", (Readiness readiness) => readiness.Outstanding is { Count: > 0 } outstanding
            ? Results.Text(string.Join('、', outstanding), statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ok")).AllowAnonymous();
    }
}
