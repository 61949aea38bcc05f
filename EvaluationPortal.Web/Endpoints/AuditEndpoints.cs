using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Exchange.Sheets;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Access;
using EvaluationPortal.Web.Components.Pages.Audit;
using EvaluationPortal.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>The audit trail as csv, streamed, or as a workbook, made entry by entry in a file of its own and then handed out.</summary>
public static class AuditEndpoints
{
    private const int FlushedEvery = 500;

    public static void MapAudit(this IEndpointRouteBuilder app)
    {
        app.MapGet(Addresses.AuditCsv, Csv).RequireAuthorization().RequireRateLimiting(RateLimits.BulkDownload);
        app.MapGet(Addresses.AuditXlsx, Xlsx).RequireAuthorization().RequireRateLimiting(RateLimits.BulkDownload);
    }

    private static async Task<IResult> Csv([AsParameters] Asked asked, HttpContext context, People people, ReadTrail trail, AuditWords words, NoteEvents note)
    {
        if (people.Of(context.User) is not { } person) return Results.Forbid();
        if (ReadTrail.Ask(person) is Denied denied) return Answers.Said(StatusCodes.Status403Forbidden, denied.Why);
        var stop = context.RequestAborted;
        var query = asked.Query;
        await note.TrailExported(person.Id, query.Text, Answers.ClientAddress(context), stop);

        var headers = context.Response.GetTypedHeaders();
        headers.CacheControl = new() { Private = true, NoStore = true };
        headers.ContentDisposition = Answers.FileNamed("attachment", "审计记录.csv");
        context.Response.ContentType = "text/csv; charset=utf-8";
        await using var csv = new AuditCsv(context.Response.Body);
        await csv.Heads();
        var written = 0;
        await foreach (var entry in trail.All(person.Id, query.Filter, stop))
        {
            await csv.Row(words.Of(entry));
            if (++written % FlushedEvery == 0) await csv.Flush(stop);
        }
        return Results.Empty;
    }

    private static async Task<IResult> Xlsx([AsParameters] Asked asked, HttpContext context, People people, ReadTrail trail, AuditWords words, NoteEvents note)
    {
        if (people.Of(context.User) is not { } person) return Results.Forbid();
        if (ReadTrail.Ask(person) is Denied denied) return Answers.Said(StatusCodes.Status403Forbidden, denied.Why);
        var stop = context.RequestAborted;
        var query = asked.Query;
        await note.TrailExported(person.Id, query.Text, Answers.ClientAddress(context), stop);
        // A workbook is whole or nothing: it is handed out once it is finished. The file goes with its stream.
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous });
        try
        {
            await LongWorkbook.Write(file, AuditRows.Frame, trail.All(person.Id, query.Filter, stop).Select(entry => AuditRows.Of(words.Of(entry))), stop);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
        file.Position = 0;
        var headers = context.Response.GetTypedHeaders();
        headers.CacheControl = new() { Private = true, NoStore = true };
        headers.ContentDisposition = Answers.FileNamed("attachment", "审计记录.xlsx");
        return Results.Stream(file, SheetDesk.Xlsx);
    }

    /// <summary>The filters in the address of the request.</summary>
    private sealed record Asked(
        [FromQuery] string? Person, [FromQuery] string? Unit, [FromQuery] string? Indicator, [FromQuery] string? Kind, [FromQuery] string? From, [FromQuery] string? To)
    {
        public AuditQuery Query => new() { Person = Person, Unit = Unit, Indicator = Indicator, Kind = Kind, From = From, To = To };
    }
}
