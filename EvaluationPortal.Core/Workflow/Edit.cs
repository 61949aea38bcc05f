using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Workflow;

/// <summary>One cell's change, as a person made it.</summary>
/// <param name="Id">Made where it was typed; a repeat with the same id gets the first outcome.</param>
/// <param name="Observation">Null takes back: pending again.</param>
/// <param name="Seen">The sequence number the person's screen had reached when editing began.</param>
public sealed record Edit(Guid Id, UnitCode Unit, IndicatorCode Indicator, Source Source, Observation? Observation, string? Reason, long Seen);

/// <summary>What became of an edit.</summary>
public abstract record Outcome(Guid EditId);

/// <summary>It stands in the ledger.</summary>
/// <param name="Version">Sequence number under which it stands.</param>
/// <param name="Score">What the rule makes of it.</param>
public sealed record Saved(Guid EditId, long Version, Score Score) : Outcome(EditId);

/// <summary>Somebody changed the cell since it was seen; nothing was written, both values are there to choose from.</summary>
/// <param name="Theirs">What stands now.</param>
/// <param name="TheirScore">What the rule makes of it.</param>
public sealed record Conflict(Guid EditId, Assessment Theirs, Score TheirScore) : Outcome(EditId);

/// <summary>It was not allowed or not legal; the sentence says why.</summary>
public sealed record Rejected(Guid EditId, string Why) : Outcome(EditId);
