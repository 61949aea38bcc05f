using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>A note on how to read an indicator.</summary>
/// <param name="At">UTC.</param>
public sealed record ScoringNote(string Text, PersonId By, DateTime At);

/// <summary>评分口径: reads the notes on an indicator, for everybody who sees its column.</summary>
public sealed class ReadNotes(PortalDatabase database, LiveScoreboards live, People people)
{
    /// <summary>The newest first; none for whoever may not see the column.</summary>
    public async Task<ImmutableArray<ScoringNote>> Run(PersonId by, string cycle, IndicatorCode indicator, CancellationToken stop = default)
    {
        if (people.Find(by) is not { } person || live.Find(cycle)?.Cycle.Scheme.Find(indicator) is not { } column) return [];
        if (PermissionTable.Ask(person, Permission.SeeBoard, indicator: column) is Denied) return [];
        await using var db = database.Open();
        var entries = await db.Audit.AsNoTracking()
            .Where(e => e.Cycle == cycle && e.Unit == null && e.Indicator == indicator.Value && e.Kind == AuditKinds.NoteWritten)
            .OrderByDescending(e => e.Sequence).ToListAsync(stop);
        return [.. entries.Select(e => new ScoringNote(e.Reason ?? "", new(e.By), e.At))];
    }
}
