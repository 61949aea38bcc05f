using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Exchange.Reading;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Access;
using EvaluationPortal.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>A unit's self-report as a spreadsheet: out as its drafts have it, and in to be kept as a batch.</summary>
public static class FilingFileEndpoints
{
    public static void MapFilingFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/{cycle}/units/{unit}/self-report/template.xlsx", (string cycle, string unit, HttpContext context, SheetDesk desk, ReadSelfReport read) =>
            desk.Answer(context, cycle, "xlsx", "自查填报表", (person, board) => PermissionTable.Ask(person, Permission.FileSelfReport, board.Cycle.Find(new(unit))),
                async (person, _, _) => await read.Run(person.Id, cycle, new(unit), null, context.RequestAborted) is { Content: { } content } ? FilingTemplate.Sheets(content) : [], new UnitCode(unit))).RequireAuthorization().RequireRateLimiting(RateLimits.Download);
        app.MapPost("/{cycle}/units/{unit}/self-report/file", Read).RequireAuthorization().RequireRateLimiting(RateLimits.Upload).WithMetadata(new RequestSizeLimitAttribute(ImportUpload.MostBytes));
    }

    private static async Task<IResult> Read(string cycle, string unit, string? name, Guid? progress, HttpContext context, ImportUpload upload, People people, LiveScoreboards live, StageFiling stage)
    {
        if (people.Of(context.User) is not { } person) return Results.Forbid();
        if (await upload.Refused(context, name) is { } refused) return refused;
        if (live.Find(cycle) is not { Cycle: var known }) return Answers.Said(StatusCodes.Status404NotFound, Places.NoCycle(cycle));
        if (known.Find(new(unit)) is not { } of) return Answers.Said(StatusCodes.Status404NotFound, Places.NoUnit(known, unit));
        if (FilingRules.AskToReadIn(person, known, of) is Denied denied) return Answers.Said(StatusCodes.Status403Forbidden, denied.Why);
        return await upload.Answer(context, person.Id, progress, (file, rows) => FilingFile.Read(file, name!, known, of, context.RequestAborted, rows),
            (sha256, reading) => stage.Run(person.Id, cycle, of.Code, name!, sha256, reading, context.RequestAborted));
    }
}
