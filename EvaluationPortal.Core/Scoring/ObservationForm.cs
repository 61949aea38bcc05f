using System.Collections.Immutable;

namespace EvaluationPortal.Core.Scoring;

/// <summary>What a rule asks of people: editors, importers and the API follow it, so that a new kind of rule brings no new page.</summary>
public abstract record ObservationForm
{
    private protected ObservationForm() { }
}

/// <summary>Asks for one of the levels: a <see cref="Level"/>.</summary>
/// <param name="Levels">In printed order; the first has ordinal 1.</param>
public sealed record LevelForm(ImmutableArray<LevelChoice> Levels) : ObservationForm;

/// <summary>A level to choose.</summary>
/// <param name="Ordinal">From 1.</param>
/// <param name="Label">What was found, in the table's words.</param>
public sealed record LevelChoice(int Ordinal, decimal Points, string Label, string Clause);

/// <summary>Asks for a list of findings: <see cref="Findings"/>.</summary>
/// <param name="Items">The named items that can be missing; empty where findings are free.</param>
/// <param name="KnockOut">The 不得分情形 in words, or null where the table has none.</param>
public sealed record FindingsForm(ImmutableArray<string> Items, string? KnockOut) : ObservationForm;

/// <summary>Asks for a raw score and its full mark: a <see cref="Mark"/>.</summary>
public sealed record MarkForm : ObservationForm;

/// <summary>Asks for points and, below the maximum, a reason: <see cref="Judged"/>.</summary>
/// <param name="Step">The points are a multiple of it.</param>
/// <param name="Elements">评分要素 named by the table; may be empty.</param>
/// <param name="OpenEnded">The table's list is not complete (主要包括…等).</param>
public sealed record JudgementForm(decimal Step, ImmutableArray<string> Elements, bool OpenEnded) : ObservationForm;
