using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Exchange.Reading;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Web.Access;
using EvaluationPortal.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>
/// Lists of units and people: a spreadsheet read into the text that their pages go on with, and templates to fill in. The bare file is
/// the request's body; nothing of it is kept.
/// </summary>
public static class ListEndpoints
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>More than a file may have, so that a file too large is told so in a sentence.</summary>
    private const int MostBytes = ListFile.MostBytes + (1024 * 1024);

    public static void MapLists(this IEndpointRouteBuilder app)
    {
        app.MapPost(Addresses.ReadList, Read).RequireAuthorization().RequireRateLimiting(RateLimits.Download).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        app.MapGet(Addresses.PeopleTemplate, (HttpContext context, People people, LiveScoreboards live, CurrentCycle cycle) =>
            Template(context, people, Permission.ManagePeople, live, cycle.Code, "人员模板.xlsx", board => ListTemplate.People(board.Cycle))).RequireAuthorization().RequireRateLimiting(RateLimits.Download);
        app.MapGet("/{cycle}/units.xlsx", (string cycle, HttpContext context, People people, LiveScoreboards live) =>
            Template(context, people, Permission.ManageCycle, live, cycle, $"{cycle}-参评单位.xlsx", board => ListTemplate.Units(board.Cycle))).RequireAuthorization().RequireRateLimiting(RateLimits.Download);
    }

    private static async Task<IResult> Read(Guid? progress, HttpContext context, People people, IAntiforgery antiforgery, FileReadings readings)
    {
        if (people.Of(context.User) is not { } person) return Results.Forbid();
        if (PermissionTable.Ask(person, Permission.ManagePeople) is Denied denied && !PermissionTable.Ask(person, Permission.ManageCycle).IsGranted) return Answers.Said(StatusCodes.Status403Forbidden, denied.Why);
        if (context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context)) return Answers.Said(StatusCodes.Status400BadRequest, "页面已过期，请刷新页面后重试。");
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var list = ListFile.Read(body.ToArray(), context.RequestAborted, progress is { } asked ? readings.Find(asked, person.Id) : null);
        return list.Refusal is { } why ? Answers.Said(StatusCodes.Status422UnprocessableEntity, why) : Results.Json(new { text = list.Text, notes = list.Notes });
    }

    private static IResult Template(HttpContext context, People people, Permission permission, LiveScoreboards live, string cycle, string name, Func<Core.Evaluation.Scoreboard, byte[]> make)
    {
        if (people.Of(context.User) is not { } person) return Results.Forbid();
        if (PermissionTable.Ask(person, permission) is Denied denied) return Answers.Said(StatusCodes.Status403Forbidden, denied.Why);
        if (live.Find(cycle) is not { } board) return Answers.Said(StatusCodes.Status404NotFound, Places.NoCycle(cycle));
        var headers = context.Response.GetTypedHeaders();
        headers.CacheControl = new() { Private = true, NoStore = true };
        headers.ContentDisposition = Answers.FileNamed("attachment", name);
        return Results.Bytes(make(board), Xlsx);
    }
}
