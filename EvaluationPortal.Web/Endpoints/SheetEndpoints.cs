using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Exchange.Sheets;
using EvaluationPortal.Web.Security;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>Scores as spreadsheets, .xlsx or .csv, holding what their reader sees on the page.</summary>
public static class SheetEndpoints
{
    public static void MapSheets(this IEndpointRouteBuilder app)
    {
        Map("/{cycle}/board", Board);
        Map("/{cycle}/summary", Summary);
        app.MapGet("/{cycle}/units/{unit}/scores.xlsx", (string cycle, string unit, HttpContext context, SheetDesk desk) => OfUnit(desk, context, cycle, unit, "xlsx")).RequireAuthorization().RequireRateLimiting(RateLimits.Download);
        app.MapGet("/{cycle}/units/{unit}/scores.csv", (string cycle, string unit, HttpContext context, SheetDesk desk) => OfUnit(desk, context, cycle, unit, "csv")).RequireAuthorization().RequireRateLimiting(RateLimits.Download);

        void Map(string path, Func<SheetDesk, HttpContext, string, string, Task<IResult>> answer)
        {
            app.MapGet($"{path}.xlsx", (string cycle, HttpContext context, SheetDesk desk) => answer(desk, context, cycle, "xlsx")).RequireAuthorization().RequireRateLimiting(RateLimits.Download);
            app.MapGet($"{path}.csv", (string cycle, HttpContext context, SheetDesk desk) => answer(desk, context, cycle, "csv")).RequireAuthorization().RequireRateLimiting(RateLimits.Download);
        }
    }

    private static Task<IResult> Board(SheetDesk desk, HttpContext context, string cycle, string kind) =>
        desk.Answer(context, cycle, kind, "评分汇总表", (person, _) => BoardSheet.Ask(person), (person, board, now) => BoardSheet.Of(person, board, now));

    private static Task<IResult> Summary(SheetDesk desk, HttpContext context, string cycle, string kind) =>
        desk.Answer(context, cycle, kind, "总分汇总", (person, _) => SummarySheet.Ask(person), (_, board, now) => SummarySheet.Of(board, now));

    private static Task<IResult> OfUnit(SheetDesk desk, HttpContext context, string cycle, string unit, string kind) =>
        desk.Answer(context, cycle, kind, "各项得分", (person, found) => UnitSheet.Ask(person, found.Cycle, found.Find(new(unit))!.Unit), (_, board, now) => UnitSheet.Of(board, board.Find(new(unit))!, now), new(unit));
}
