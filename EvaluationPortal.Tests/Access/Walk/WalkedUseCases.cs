using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Tests.Access.Walk;

/// <summary>How a person tries a use case; true where it was done, false where it was refused.</summary>
internal delegate Task<bool> Attempt(WalkedPortal portal, PersonId by);

/// <summary>An attempt at every line of the document's use cases that people act by. Whoever adds a line adds one here.</summary>
internal static class WalkedUseCases
{
    public static IReadOnlyDictionary<string, Attempt> All { get; } =
        new[] { ScoringAttempts.All, CycleAttempts.All, ReadingAttempts.All, EvidenceAttempts.All, FilingAttempts.All, DeliveryAttempts.All, ImportAttempts.All, FindingsAttempts.All, ReviewingAttempts.All, PeopleAttempts.All, OwnAccountAttempts.All }.SelectMany(part => part).ToDictionary(a => a.Key, a => a.Value);

    /// <summary>The person as a page has them: of somebody who is not let in it has nobody.</summary>
    public static Person OnPage(this WalkedPortal portal, PersonId by) => portal.Use<People>().Find(by) ?? new(by, "", "", [], []);

    /// <summary>The person as an old page still has them.</summary>
    public static Person Known(this WalkedPortal portal, PersonId person) => portal.Use<People>().FindAnybody(person)!;
}
