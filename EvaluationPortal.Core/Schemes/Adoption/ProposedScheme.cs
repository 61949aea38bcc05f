using System.Collections.Immutable;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>A scheme that somebody is working on before it is adopted: read from a table, corrected in a form.</summary>
/// <param name="Scheme">As far as it goes: may still have faults (<see cref="Faults"/>).</param>
/// <param name="Doubts">What a person has still to look at, by indicator; those without are not in it.</param>
/// <param name="General">What to look at about the table as a whole.</param>
public sealed record ProposedScheme(Scheme Scheme, ImmutableSortedDictionary<IndicatorCode, ImmutableArray<string>> Doubts, ImmutableArray<string> General)
{
    /// <summary>What the checker of scheme files says of it as it is.</summary>
    public SchemeReading Checked() => SchemeFile.Read(SchemeFile.Write(Scheme));

    /// <summary>The doubts about one indicator.</summary>
    public ImmutableArray<string> DoubtsAbout(IndicatorCode indicator) => Doubts.GetValueOrDefault(indicator, []);
}
