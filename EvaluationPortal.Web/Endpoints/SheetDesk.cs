using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Exchange.Sheets;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Access;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>Hands a sheet out: found, asked for, put on the trail, written.</summary>
public sealed class SheetDesk(People people, LiveScoreboards live, NoteEvents note, TimeProvider clock)
{
    /// <summary>Kind of content of a workbook.</summary>
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <param name="kind"><c>xlsx</c> or <c>csv</c>.</param>
    /// <param name="name">What it holds, for its file's name.</param>
    /// <param name="make">The sheets of the workbook; csv holds the first. None where the person may not see it any more.</param>
    /// <param name="unit">The one unit it is about; null for all.</param>
    public async Task<IResult> Answer(HttpContext context, string cycle, string kind, string name, Func<Person, Scoreboard, Permit> ask, Func<Person, Scoreboard, DateTime, Task<Sheet[]>> make, UnitCode? unit = null)
    {
        if (people.Of(context.User) is not { } person) return Results.Forbid();
        if (live.Find(cycle) is not { } board) return Answers.Said(StatusCodes.Status404NotFound, Places.NoCycle(cycle));
        if (unit is { } code && board.Find(code) is null) return Answers.Said(StatusCodes.Status404NotFound, Places.NoUnit(board.Cycle, code.Value));
        if (ask(person, board) is Denied denied) return Answers.Said(StatusCodes.Status403Forbidden, denied.Why);

        var sheets = await make(person, board, clock.GetUtcNow().UtcDateTime);
        if (sheets.Length == 0) return Results.Forbid();
        var file = kind is "csv" ? CsvText.Of(sheets[0]) : Workbook.Of(sheets);
        var fileName = $"{cycle}-{(unit is { } of ? board.Cycle.Find(of)!.Name + "-" : "")}{name}.{kind}";
        await note.SheetExported(person.Id, cycle, unit, fileName, Answers.ClientAddress(context), context.RequestAborted);
        var headers = context.Response.GetTypedHeaders();
        headers.CacheControl = new() { Private = true, NoStore = true };
        headers.ContentDisposition = Answers.FileNamed("attachment", fileName);
        return Results.Bytes(file, kind is "csv" ? "text/csv; charset=utf-8" : Xlsx);
    }
}
