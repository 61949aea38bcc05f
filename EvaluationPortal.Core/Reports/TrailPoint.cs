using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Reports;

/// <summary>The entry of the audit trail up to which a document tells: the last that changed its cycle.</summary>
/// <param name="At">When it was written; what documents carry instead of the moment of printing.</param>
public sealed record TrailPoint(long Sequence, string Hash, DateTimeOffset At)
{
    /// <summary>The last entry that the board contains.</summary>
    /// <exception cref="InvalidDataException">The trail does not have it.</exception>
    public static async Task<TrailPoint> Of(PortalDatabase database, Scoreboard board, CancellationToken stop)
    {
        var last = Math.Max(board.Cycle.Version, board.Scorecards.Max(card => card.Version));
        await using var db = database.Open();
        var entry = await db.Audit.AsNoTracking().SingleOrDefaultAsync(e => e.Sequence == last, stop)
            ?? throw new InvalidDataException($"审计记录中没有第{last}条，无法确定反馈单的数据时间。请运行 verify-audit 核对。");
        return new(entry.Sequence, entry.Hash, new DateTimeOffset(DateTime.SpecifyKind(entry.At, DateTimeKind.Utc)));
    }
}
