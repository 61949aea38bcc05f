using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Reports;

/// <summary>Makes report cards (反馈单) from a board: plain data, the same for the same board and sight.</summary>
public sealed class MakeReportCard(PortalDatabase database)
{
    /// <summary>Whether a person may have a unit's report card now; pages and downloads ask the same.</summary>
    public static Permit Ask(Person person, Cycle cycle, Unit unit)
    {
        var sight = Sight.Of(person, cycle, unit);
        if (sight.Refusal is { } refusal) return refusal;
        if (PermissionTable.Ask(person, Permission.DownloadReportCard, unit) is Denied denied) return denied;
        return sight.Score ? Granted.Yes : new Denied($"{cycle.Name}处于“{cycle.Stage.Text()}”阶段，得分尚未向单位开放，开放后即可下载反馈单。");
    }

    /// <summary>One unit's card.</summary>
    /// <param name="sight">What its reader may see: rank and names are left out where they may not.</param>
    /// <param name="isDemo">The portal runs as a demonstration; a board with invented results is marked in any case.</param>
    public async Task<ReportCard> Run(Scoreboard board, Unit unit, Sight sight, bool isDemo, CancellationToken stop) =>
        (await Run(board, [unit], sight, isDemo, stop))[0];

    /// <summary>The cards of several units, all from the one board.</summary>
    public async Task<ImmutableArray<ReportCard>> Run(Scoreboard board, IEnumerable<Unit> units, Sight sight, bool isDemo, CancellationToken stop)
    {
        if (sight is not { Refusal: null, Score: true }) throw new ArgumentException("No report card without sight of the score.", nameof(sight));
        var point = await TrailPoint.Of(database, board, stop);
        var marked = isDemo || IsInvented(board);
        return [.. units.Select(unit => ReportCardContents.Of(board, board.Find(unit.Code)!, sight, point, marked))];
    }

    /// <summary>Personas have scored here: whatever the settings say today, this is no real result.</summary>
    private static bool IsInvented(Scoreboard board) =>
        board.Scorecards.Any(card => card.Cells.Any(cell => cell.Assessments.Any(a => Personas.Ids.Contains(a.By))));
}
