using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Exchange.Reading;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Access;
using EvaluationPortal.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>Spreadsheets that are read in: the bare file is the request's body, as for files of evidence; what was read is kept as a batch, the file is not.</summary>
public static class ImportEndpoints
{
    public static void MapImports(this IEndpointRouteBuilder app)
    {
        app.MapPost("/{cycle}/imports/file", Read).RequireAuthorization().RequireRateLimiting(RateLimits.Upload).WithMetadata(new RequestSizeLimitAttribute(ImportUpload.MostBytes));
        app.MapGet("/{cycle}/imports/template.xlsx", Template).RequireAuthorization().RequireRateLimiting(RateLimits.Download);
    }

    private static async Task<IResult> Read(string cycle, ImportKind kind, string? indicator, string? name, Guid? progress, HttpContext context, ImportUpload upload, People people, LiveScoreboards live, StageImport stage)
    {
        if (people.Of(context.User) is not { } person) return Results.Forbid();
        if (await upload.Refused(context, name) is { } refused) return refused;
        if (live.Find(cycle) is not { Cycle: var known }) return Answers.Said(StatusCodes.Status404NotFound, Places.NoCycle(cycle));
        if (StageImport.Ask(person, known, kind) is Denied denied) return Answers.Said(StatusCodes.Status403Forbidden, denied.Why);
        if (Only(indicator) is { } only && known.Scheme.Find(only) is null) return Answers.Said(StatusCodes.Status400BadRequest, $"没有指标“{indicator}”。");
        return await upload.Answer(context, person.Id, progress, (file, rows) => ImportFile.Read(file, name!, kind, known, Only(indicator), context.RequestAborted, rows),
            (sha256, reading) => stage.Run(person.Id, cycle, kind, name!, sha256, reading, context.RequestAborted));
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
