using System.Text;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Exchange;
using EvaluationPortal.Core.Schemes.Adoption;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Access;
using EvaluationPortal.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>
/// Reads a spreadsheet, or a table pasted as HTML, into the text that the page of adopting goes on with. The bare file is the request's
/// body; nothing of it is kept.
/// </summary>
public static class SchemeEndpoints
{
    private const int MostBytes = 10 * 1024 * 1024;

    public static void MapSchemes(this IEndpointRouteBuilder app) => app.MapPost(Addresses.ReadTable, Read)
        .RequireAuthorization()
        .RequireRateLimiting(RateLimits.Download)
        .WithMetadata(new RequestSizeLimitAttribute(MostBytes));

    private static async Task<IResult> Read(HttpContext context, People people, IAntiforgery antiforgery)
    {
        if (people.Of(context.User) is not { } person) return Results.Forbid();
        if (AdoptScheme.Ask(person) is Denied denied) return Answers.Said(StatusCodes.Status403Forbidden, denied.Why);
        if (context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context)) return Answers.Said(StatusCodes.Status400BadRequest, "页面已过期，请刷新页面后重试，已填内容保存在本机。");
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var reading = context.Request.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true
            ? PastedHtml.Read(Encoding.UTF8.GetString(body.ToArray()))
            : WorkbookFile.Read(body.ToArray());
        if (reading.Grid is not { } grid) return Answers.Said(StatusCodes.Status422UnprocessableEntity, reading.Fault!);
        var text = TabbedText.Write(grid);
        return text.Length <= TableGrid.MostCharacters
            ? Results.Text(text, "text/plain; charset=utf-8")
            : Answers.Said(StatusCodes.Status422UnprocessableEntity, $"表中共有{text.Length}个字符，最多{TableGrid.MostCharacters}个；请只保留考核评估表本身。");
    }
}
