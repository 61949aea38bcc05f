using System.Net.Mime;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Reports;
using EvaluationPortal.Core.Reports.Pdf;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Access;
using EvaluationPortal.Web.Operations.Settings;
using EvaluationPortal.Web.Security;
using Microsoft.Net.Http.Headers;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>Report cards (反馈单) as PDF: one unit's, or all in a zip.</summary>
public static class ReportCardEndpoints
{
    /// <summary>Another build may lay the same card out differently: its cached copies are not this one's.</summary>
    private static readonly string Build = typeof(ReportCardPdf).Module.ModuleVersionId.ToString("N")[..8];

    public static void MapReportCards(this IEndpointRouteBuilder app)
    {
        app.MapGet("/{cycle}/units/{unit}/report-card.pdf", One).RequireAuthorization().RequireRateLimiting(RateLimits.Download);
        app.MapGet("/{cycle}/report-cards.zip", All).RequireAuthorization().RequireRateLimiting(RateLimits.BulkDownload);
    }

    private static async Task<IResult> One(string cycle, string unit, HttpContext context, People people, LiveScoreboards live, MakeReportCard make, Printing printing, DemoOptions demo, NoteEvents note)
    {
        if (people.Of(context.User) is not { } person) return Results.Forbid();
        if (live.Find(cycle) is not { } board) return Answers.Said(StatusCodes.Status404NotFound, Places.NoCycle(cycle));
        if (board.Cycle.Find(new(unit)) is not { } found) return Answers.Said(StatusCodes.Status404NotFound, Places.NoUnit(board.Cycle, unit));
        if (MakeReportCard.Ask(person, board.Cycle, found) is Denied denied) return Answers.Said(StatusCodes.Status403Forbidden, denied.Why);
        var (fonts, why) = printing.Fonts();
        if (fonts is null) return Answers.Said(StatusCodes.Status503ServiceUnavailable, why!);

        var card = await make.Run(board, found, Sight.Of(person, board.Cycle, found), demo.IsOn, context.RequestAborted);
        var headers = context.Response.GetTypedHeaders();
        headers.CacheControl = new() { Private = true, NoCache = true };
        headers.ContentDisposition = Answers.FileNamed("inline", ReportCardFiles.Name(board.Cycle, found));
        var tag = new EntityTagHeaderValue($"\"{ReportCardDigest.Of(card)}-{Build}\"");
        var pdf = ReportCardPdf.Bytes(card, fonts);
        if (!Answers.IsKnown(context.Request, tag)) await note.ReportCardDownloaded(person.Id, cycle, found.Code, Answers.ClientAddress(context), context.RequestAborted);
        return Results.Bytes(pdf, MediaTypeNames.Application.Pdf, entityTag: tag);
    }

    private static async Task<IResult> All(string cycle, Guid? progress, HttpContext context, People people, LiveScoreboards live, MakeReportCard make, Printing printing, DemoOptions demo, NoteEvents note, Downloads downloads)
    {
        if (people.Of(context.User) is not { } person) return Results.Forbid();
        if (live.Find(cycle) is not { } board) return Answers.Said(StatusCodes.Status404NotFound, Places.NoCycle(cycle));
        if (PermissionTable.Ask(person, Permission.DownloadAllReportCards) is Denied denied) return Answers.Said(StatusCodes.Status403Forbidden, denied.Why);
        var (fonts, why) = printing.Fonts();
        if (fonts is null) return Answers.Said(StatusCodes.Status503ServiceUnavailable, why!);

        var units = board.Cycle.Units;
        var cards = await make.Run(board, units, Sight.Everything, demo.IsOn, context.RequestAborted);
        var headers = context.Response.GetTypedHeaders();
        headers.CacheControl = new() { Private = true, NoStore = true };
        headers.ContentDisposition = Answers.FileNamed("attachment", ReportCardFiles.ZipName(board.Cycle));
        context.Response.ContentType = MediaTypeNames.Application.Zip;
        await note.ReportCardsDownloaded(person.Id, cycle, units.Length, Answers.ClientAddress(context), context.RequestAborted);
        await Write([.. units.Zip(cards)], fonts, context, progress is { } id ? downloads.Find(id, person.Id) : null);
        return Results.Empty;
    }

    /// <summary>Card by card into the response. Cancelling breaks the connection off, so that the browser keeps no half file.</summary>
    private static async Task Write((Unit Unit, ReportCard Card)[] all, ReportFonts fonts, HttpContext context, Download? download)
    {
        var (stop, made) = (context.RequestAborted, 0);
        try
        {
            download?.Begin(all.Length, context.Abort);
            using var zip = new ReportCardZip(context.Response.Body, fonts);
            foreach (var (unit, card) in all)
            {
                await zip.Add(unit, card, stop);
                stop.ThrowIfCancellationRequested();
                download?.Report(++made, all.Length);
            }
            await zip.Finish(stop);
            download?.End(made, all.Length, DownloadEnd.Complete);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            download?.End(made, all.Length, DownloadEnd.Cancelled);
        }
        catch
        {
            download?.End(made, all.Length, DownloadEnd.Failed);
            throw;
        }
    }
}
