using System.Security.Cryptography;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Exchange.Reading;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Access;
using EvaluationPortal.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>Spreadsheets that are read in: the bare file is the request's body, as for files of evidence; what was read is kept as a batch, the file is not.</summary>
public static class ImportEndpoints
{
    private const int More = 64 * 1024;
    private const int LongestName = 1000;

    /// <summary>A reading holds its file in memory: so many at the same time.</summary>
    private static readonly SemaphoreSlim ReadAtOnce = new(2);

    public static void MapImports(this IEndpointRouteBuilder app)
    {
        app.MapPost("/{cycle}/imports/file", Read).RequireAuthorization().RequireRateLimiting(RateLimits.Upload).WithMetadata(new RequestSizeLimitAttribute(ImportFile.MostBytes + More));
        app.MapGet("/{cycle}/imports/template.xlsx", Template).RequireAuthorization().RequireRateLimiting(RateLimits.Download);
    }

    private static async Task<IResult> Read(string cycle, ImportKind kind, string? indicator, string? name, HttpContext context, IAntiforgery antiforgery, People people, LiveScoreboards live, StageImport stage)
    {
        if (people.Of(context.User) is not { } person) return Results.Forbid();
        if (!CircuitOrigin.IsOwn(context)) return Answers.Said(StatusCodes.Status403Forbidden, "只接受本系统自己的页面提交的文件。");
        if (context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context)) return Answers.Said(StatusCodes.Status400BadRequest, "页面已过期，请刷新页面后重新读入。");
        if (live.Find(cycle) is not { Cycle: var known }) return Answers.Said(StatusCodes.Status404NotFound, Places.NoCycle(cycle));
        if (StageImport.Ask(person, known, kind) is Denied denied) return Answers.Said(StatusCodes.Status403Forbidden, denied.Why);
        if (name is null or { Length: > LongestName }) return Answers.Said(StatusCodes.Status400BadRequest, "文件名过长或缺少，请改名后读入。");
        if (Only(indicator) is { } only && known.Scheme.Find(only) is null) return Answers.Said(StatusCodes.Status400BadRequest, $"没有指标“{indicator}”。");

        await ReadAtOnce.WaitAsync(context.RequestAborted);
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var file = body.ToArray();
            var reading = await Task.Run(() => ImportFile.Read(file, name, kind, known, Only(indicator), context.RequestAborted), context.RequestAborted);
            var (id, why) = await stage.Run(person.Id, cycle, kind, name, Convert.ToHexStringLower(SHA256.HashData(file)), reading, context.RequestAborted);
            return id is not null ? Results.Json(new { id }) : Answers.Said(StatusCodes.Status422UnprocessableEntity, why!);
        }
        catch (BadHttpRequestException tooLong) when (tooLong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Answers.Said(StatusCodes.Status413PayloadTooLarge, $"文件超过{ImportFile.MostBytes / 1024 / 1024}MB，不能读入。请只保留需要的工作表。");
        }
        catch (Exception cut) when (cut is BadHttpRequestException || (context.RequestAborted.IsCancellationRequested && cut is OperationCanceledException or IOException))
        {
            return Results.Empty; // The body broke off: nobody is there to be told.
        }
        finally
        {
            ReadAtOnce.Release();
        }
    }

    private static IResult Template(string cycle, ImportKind? kind, string? indicator, HttpContext context, People people, LiveScoreboards live)
    {
        if (people.Of(context.User) is not { } person) return Results.Forbid();
        if (live.Find(cycle) is not { Cycle: var known }) return Answers.Said(StatusCodes.Status404NotFound, Places.NoCycle(cycle));
        var wanted = kind ?? ImportRules.KindsOf(person).FirstOrDefault();
        if (ImportRules.Ask(person, wanted) is Denied denied) return Answers.Said(StatusCodes.Status403Forbidden, denied.Why);
        if (Only(indicator) is { } only && known.Scheme.Find(only) is null) return Answers.Said(StatusCodes.Status400BadRequest, $"没有指标“{indicator}”。");
        var headers = context.Response.GetTypedHeaders();
        headers.CacheControl = new() { Private = true, NoStore = true };
        headers.ContentDisposition = Answers.FileNamed("attachment", $"{cycle}-{wanted.Text()}模板.xlsx");
        return Results.Bytes(ImportTemplate.Of(wanted, known, Only(indicator)), SheetDesk.Xlsx);
    }

    private static IndicatorCode? Only(string? indicator) => string.IsNullOrEmpty(indicator) ? null : new IndicatorCode(indicator);
}
