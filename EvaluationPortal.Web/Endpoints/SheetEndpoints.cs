using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Exchange.Sheets;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Security;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>What pages show as spreadsheets, .xlsx or .csv, holding what their reader sees there.</summary>
public static class SheetEndpoints
{
    public static void MapSheets(this IEndpointRouteBuilder app)
    {
        foreach (var kind in (string[])["xlsx", "csv"])
        {
            Get($"/{{cycle}}/board.{kind}", (string cycle, HttpContext context, SheetDesk desk) => Board(desk, context, cycle, kind));
            Get($"/{{cycle}}/summary.{kind}", (string cycle, HttpContext context, SheetDesk desk, decimal? weight) => Summary(desk, context, cycle, kind, weight));
            Get($"/{{cycle}}/units/{{unit}}/scores.{kind}", (string cycle, string unit, HttpContext context, SheetDesk desk) => OfUnit(desk, context, cycle, unit, kind));
            Get($"/{{cycle}}/findings.{kind}", (string cycle, HttpContext context, SheetDesk desk, ReadFindings read) => Findings(desk, context, cycle, null, kind, read));
            Get($"/{{cycle}}/units/{{unit}}/findings.{kind}", (string cycle, string unit, HttpContext context, SheetDesk desk, ReadFindings read) => Findings(desk, context, cycle, new(unit), kind, read));
        }
        Get("/{cycle}/progress.xlsx", (string cycle, HttpContext context, SheetDesk desk, ReadFilings read, People people) => Progress(desk, context, cycle, null, read, people));
        Get("/{cycle}/progress/{part}.csv", (string cycle, string part, HttpContext context, SheetDesk desk, ReadFilings read, People people) =>
            ProgressSheets.Parts.Contains(part) ? Progress(desk, context, cycle, part, read, people) : Task.FromResult(Answers.Said(StatusCodes.Status404NotFound, $"没有“{part}”这张表，只有{string.Join('、', ProgressSheets.Parts)}。")));

        void Get(string path, Delegate answer) => app.MapGet(path, answer).RequireAuthorization().RequireRateLimiting(RateLimits.Download);
    }

    private static Task<IResult> Board(SheetDesk desk, HttpContext context, string cycle, string kind) =>
        desk.Answer(context, cycle, kind, "评分汇总表", (person, _) => BoardSheet.Ask(person), (person, board, now) => One(BoardSheet.Of(person, board, now)));

    private static Task<IResult> Summary(SheetDesk desk, HttpContext context, string cycle, string kind, decimal? weight) => weight is <= 0 or > 100
        ? Task.FromResult(Answers.Said(StatusCodes.Status400BadRequest, "绩效考核的权重为大于0、不超过100的百分数，如weight=4。"))
        : desk.Answer(context, cycle, kind, "总分汇总", (person, _) => SummarySheet.Ask(person), (_, board, now) => One(SummarySheet.Of(board, now, weight)));

    private static Task<IResult> OfUnit(SheetDesk desk, HttpContext context, string cycle, string unit, string kind) =>
        desk.Answer(context, cycle, kind, "各项得分", (person, found) => UnitSheet.Ask(person, found.Cycle, found.Find(new(unit))!.Unit), (_, board, now) => One(UnitSheet.Of(board, board.Find(new(unit))!, now)), new(unit));

    private static Task<IResult> Findings(SheetDesk desk, HttpContext context, string cycle, UnitCode? unit, string kind, ReadFindings read)
    {
        return desk.Answer(context, cycle, kind, "问题清单", (person, board) => FindingsSheet.Ask(person, board.Cycle, Found(board)), async (person, board, now) =>
            await read.Run(person.Id, cycle, unit, context.RequestAborted) is { } listed ? [FindingsSheet.Of(person, board.Cycle, Found(board), listed, now)] : [], unit);

        Unit? Found(Scoreboard board) => unit is { } code ? board.Cycle.Find(code) : null;
    }

    private static Task<IResult> Progress(SheetDesk desk, HttpContext context, string cycle, string? part, ReadFilings read, People people) =>
        desk.Answer(context, cycle, part is null ? "xlsx" : "csv", "评分进度", (person, _) => ProgressSheets.Ask(person), async (person, board, now) =>
        {
            var sheets = new ProgressSheets(person, board, people, await read.Run(person.Id, cycle, context.RequestAborted), now);
            return [.. (part is null ? ProgressSheets.Parts : [part]).Select(sheets.Of)];
        });

    private static Task<Sheet[]> One(Sheet sheet) => Task.FromResult<Sheet[]>([sheet]);
}
