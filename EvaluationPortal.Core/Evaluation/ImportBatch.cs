using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>How far a file that was read in has come.</summary>
public enum ImportState
{
    /// <summary>待应用: nothing of it counts yet.</summary>
    Staged = 1,

    /// <summary>已应用: its changes stand on the board.</summary>
    Applied = 2,

    /// <summary>已撤回: what nobody had edited since was put back.</summary>
    TakenBack = 3,

    /// <summary>已放弃, before anything of it counted.</summary>
    Discarded = 4,
}

/// <summary>导入批次: a file as it was read, what its reader answered, and what became of it.</summary>
/// <param name="Sha256">Of the file, lower-case hexadecimal.</param>
/// <param name="By">Who read it in; only that person applies it.</param>
/// <param name="At">UTC.</param>
/// <param name="Reading">Rows and notes; never a refusal, a refused file is not kept.</param>
/// <param name="Version">1, 2, 3 ..., of this batch alone.</param>
/// <param name="Unit">The one unit whose self-report it fills; null for scores.</param>
public sealed record ImportBatch(Guid Id, string Cycle, ImportKind Kind, string FileName, string Sha256, PersonId By, DateTime At, ImportReading Reading, ImportStanding Standing, long Version, UnitCode? Unit = null);

/// <summary>Where a batch stands.</summary>
/// <param name="Answers">By the name in the file that nobody knew: the unit that is meant, or null where its rows are left out.</param>
/// <param name="Reason">The one reason for all judged points below the maximum that came without one; null where none was given.</param>
/// <param name="MovedAt">UTC; when it was applied, taken back or discarded last.</param>
/// <param name="Outcome">What became of it, in Chinese sentences: how much was changed, and what was left as it was and why.</param>
public sealed record ImportStanding(ImportState State, ImmutableDictionary<string, UnitCode?> Answers, string? Reason = null, PersonId? MovedBy = null, DateTime? MovedAt = null, ImmutableArray<string> Outcome = default)
{
    /// <summary>Fields of a self-report that applying it wrote, as they were before.</summary>
    public ImmutableArray<ReplacedDraft> Replaced { get; init; } = [];

    public static ImportStanding Fresh { get; } = new(ImportState.Staged, ImmutableDictionary<string, UnitCode?>.Empty) { Outcome = [] };
}

/// <summary>A field of a self-report that a batch wrote.</summary>
/// <param name="Before">What stood there; empty for nothing.</param>
/// <param name="Version">The field's version that was written.</param>
public sealed record ReplacedDraft(IndicatorCode Indicator, DraftField Field, string Before, long Version);

public static class ImportNames
{
    /// <summary>The kind as screens call it.</summary>
    public static string Text(this ImportKind kind) => kind switch
    {
        ImportKind.ThirdPartyScores => "第三方评分",
        ImportKind.BureauResult => "专项评估结果",
        ImportKind.BoardScores => "评分汇总表",
        ImportKind.SiteFindings => "网站监测问题",
        ImportKind.SelfReport => "自查填报",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of import"),
    };

    /// <summary>The state as screens call it.</summary>
    public static string Text(this ImportState state) => state switch
    {
        ImportState.Staged => "待应用",
        ImportState.Applied => "已应用",
        ImportState.TakenBack => "已撤回",
        ImportState.Discarded => "已放弃",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not a state of an import"),
    };
}
