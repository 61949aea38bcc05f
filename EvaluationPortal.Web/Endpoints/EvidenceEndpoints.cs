using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage.Evidence;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Access;
using EvaluationPortal.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>
/// Files of evidence, up and down. An upload is the bare file as the request's body, its name in the address: the browser tells its
/// progress, and cutting it off cuts it off. Nothing of it is kept in memory.
/// </summary>
public static class EvidenceEndpoints
{
    private const int LongestName = 1000;

    public static void MapEvidence(this IEndpointRouteBuilder app)
    {
        var policy = app.ServiceProvider.GetRequiredService<EvidencePolicy>();
        app.MapPost("/{cycle}/evidence", Upload).RequireAuthorization().RequireRateLimiting(RateLimits.Upload).WithMetadata(new Takes(policy.MostBytes));
        app.MapGet("/{cycle}/evidence/{id}", Save).RequireAuthorization().RequireRateLimiting(RateLimits.Download);
        app.MapGet("/{cycle}/evidence/{id}/view", View).RequireAuthorization().RequireRateLimiting(RateLimits.Download);
    }

    private static async Task<IResult> Upload(string cycle, string? unit, string? indicator, Source source, EvidenceAbout? about, string? name, HttpContext context, IAntiforgery antiforgery, AddEvidence add)
    {
        if (context.User.PersonId() is not { } person) return Results.Forbid();
        if (!CircuitOrigin.IsOwn(context)) return Answers.Said(StatusCodes.Status403Forbidden, "只接受本系统自己的页面提交的文件。");
        if (context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context)) return Answers.Said(StatusCodes.Status400BadRequest, "页面已过期，请刷新页面后重新上传。");
        if (!Enum.IsDefined(source) || !Enum.IsDefined(about ?? EvidenceAbout.Assessment) || name is null or { Length: > LongestName }) return Answers.Said(StatusCodes.Status400BadRequest, "文件名过长或缺少，请改名后上传。");
        var address = new EvidenceAddress(string.IsNullOrEmpty(unit) ? null : new(unit), string.IsNullOrEmpty(indicator) ? null : new(indicator), source, about ?? EvidenceAbout.Assessment);
        try
        {
            var added = await add.Run(person, cycle, address, name, context.Request.Body, context.RequestAborted);
            return added.File is { } file ? Results.Json(new { id = file.Id, name = file.Name }) : Answers.Said(StatusCodes.Status422UnprocessableEntity, added.Why!);
        }
        catch (BadHttpRequestException tooLong) when (tooLong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Answers.Said(StatusCodes.Status413PayloadTooLarge, "文件过大，不能上传。请压缩后再试。");
        }
        catch (Exception cut) when (cut is BadHttpRequestException || (context.RequestAborted.IsCancellationRequested && cut is OperationCanceledException or IOException))
        {
            return Results.Empty; // The body broke off: nobody is there to be told.
        }
    }

    private static Task<IResult> Save(string cycle, string id, HttpContext context, ReadEvidence read) => HandOut(cycle, id, context, read, isShown: false);

    private static Task<IResult> View(string cycle, string id, HttpContext context, ReadEvidence read) => HandOut(cycle, id, context, read, isShown: true);

    /// <param name="isShown">In the browser, if it can; else it is saved all the same.</param>
    private static async Task<IResult> HandOut(string cycle, string id, HttpContext context, ReadEvidence read, bool isShown)
    {
        if (context.User.PersonId() is not { } person) return Results.Forbid();
        if (!Guid.TryParse(id, out var known)) return Answers.Said(StatusCodes.Status404NotFound, RemoveEvidence.Unknown);
        var handed = await read.Run(person, cycle, known, Answers.ClientAddress(context), context.RequestAborted);
        if (handed is not { File: { } file, Content: { } content }) return Answers.Said(StatusCodes.Status404NotFound, handed.Why!);
        context.HoldStrangersFile();
        var headers = context.Response.GetTypedHeaders();
        // Asked for again each time, so that every look is on the trail and a right that was taken away ends it.
        headers.CacheControl = new() { Private = true, NoStore = true };
        headers.ContentDisposition = Answers.FileNamed(isShown && file.Kind.View is not FileView.None ? "inline" : "attachment", file.Name);
        return Results.Stream(content, file.Kind.MediaType);
    }

    /// <summary>How much of a body the address takes; beyond a file's own limit a little, so that the portal can say itself what is too much.</summary>
    private sealed class Takes(long bytes) : IRequestSizeLimitMetadata
    {
        private const int More = 64 * 1024;

        public long? MaxRequestBodySize => bytes + More;
    }
}
