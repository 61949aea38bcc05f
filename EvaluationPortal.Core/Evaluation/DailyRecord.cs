using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>日常记录: a fact about a unit, noted when it happened, whatever table or cycle there is (part 五（五）日常工作).</summary>
/// <param name="Day">When it was so.</param>
/// <param name="What">The fact.</param>
/// <param name="From">Where it is known from, e.g. 巡查, 培训签到.</param>
/// <param name="Link">Address of a page that shows it.</param>
/// <param name="Withdrawn">Why it no longer stands; null where it does.</param>
/// <param name="By">Who wrote it as it is now.</param>
/// <param name="At">UTC.</param>
/// <param name="Version">Sequence number of the audit entry that last changed it.</param>
public sealed record DailyRecord(Guid Id, UnitCode Unit, DateOnly Day, string What, string? From, string? Link, string? Withdrawn, PersonId By, DateTime At, long Version)
{
    /// <summary>Longest <see cref="From"/>.</summary>
    public const int MostFrom = 60;

    /// <summary>附件: files that show it.</summary>
    public Attached<RecordFile> Files { get; init; }

    /// <summary>Whether it happened in the cycle's 考核期; a cycle without one takes those of its year, where its code begins with one.</summary>
    public bool IsIn(Cycle cycle) => cycle.Settings.Period is { } period ? Day >= period.From && Day <= period.To
        : cycle.Code.Length < 4 || !int.TryParse(cycle.Code.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture, out var year) || Day.Year == year;
}

/// <summary>A file of a 日常记录.</summary>
/// <param name="Cycle">The cycle it was uploaded in, as records belong to none.</param>
public sealed record RecordFile(string Cycle, Guid Id);
