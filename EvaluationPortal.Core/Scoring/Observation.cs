using System.Collections.Immutable;

namespace EvaluationPortal.Core.Scoring;

/// <summary>
/// What was found, counted, received or judged for one unit and indicator (认定情况). Five closed kinds; a rule names the
/// one it takes. Facts go in here, points come out of <see cref="ScoringRule.Apply"/>.
/// </summary>
public abstract record Observation
{
    private protected Observation() { }
}

/// <summary>The level that was reached.</summary>
/// <param name="Ordinal">1 = the level printed first in 评分标准.</param>
public sealed record Level(int Ordinal) : Observation;

/// <summary>The findings (问题) made; an empty list says that it was checked and nothing was found.</summary>
public sealed record Findings(ImmutableArray<Finding> List) : Observation
{
    /// <summary>The facts that the findings tell of, in order: those merged (合并计数) are one.</summary>
    public IEnumerable<FoundFact> Facts =>
        from finding in List where finding.SameAs is null select new FoundFact(finding, [.. List.Where(other => other.SameAs == finding.Id)]);

    /// <summary>No findings at all: checked and in order.</summary>
    public static Findings None { get; } = new([]);

    /// <summary><paramref name="count"/> findings that still want describing (待补充说明).</summary>
    public static Findings OfCount(int count, bool knockOut = false) =>
        new([.. Enumerable.Range(1, knockOut ? Math.Max(count, 1) : count).Select(id => new Finding(id, "") { KnockOut = knockOut && id == 1 })]);

    public bool Equals(Findings? other) => other is not null && List.AsSpan().SequenceEqual(other.List.AsSpan());

    public override int GetHashCode() => List.Length;
}

/// <summary>A score received from outside.</summary>
/// <param name="Raw">0 to <paramref name="Full"/>, at most four decimals.</param>
/// <param name="Full">The full mark it was given against, above 0, at most four decimals; never assumed.</param>
public sealed record Mark(decimal Raw, decimal Full) : Observation
{
    /// <summary>扣分说明: what the score lost, row by row; empty where nobody said.</summary>
    public ImmutableArray<LostMark> Lost { get; init; } = [];

    /// <summary>That the rows do not add up to what the score lost, as a sentence without its full stop; null where they do, or there are none. Told, never refused.</summary>
    public string? Difference => Lost.IsEmpty || Lost.Sum(l => l.Due - l.Got) is var said && said == Full - Raw
        ? null
        : $"扣分说明合计扣{Decimals.Text(said)}分，原始分扣{Decimals.Text(Full - Raw)}分，两者不一致";

    public bool Equals(Mark? other) => other is not null && (Raw, Full) == (other.Raw, other.Full) && Lost.AsSpan().SequenceEqual(other.Lost.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Raw, Full, Lost.Length);
}

/// <summary>Points set by judgement, of one person or of several raters.</summary>
/// <param name="Points">0 to the maximum in the rule's steps; of several raters their average to two decimals.</param>
/// <param name="Reason">Required below the maximum; empty where there are ratings, each of which has its own.</param>
public sealed record Judged(decimal Points, string Reason) : Observation
{
    /// <summary>What each rater gave, in the order in which they first rated; empty where one person judged alone.</summary>
    public ImmutableArray<Rating> Ratings { get; init; } = [];

    /// <summary>What those ratings come to.</summary>
    /// <param name="ratings">At least one.</param>
    public static Judged By(ImmutableArray<Rating> ratings) => new(Average(ratings), "") { Ratings = ratings };

    /// <summary>The rating of that rater; null where there is none.</summary>
    public Rating? RatingOf(string rater) => Ratings.FirstOrDefault(r => r.By == rater);

    /// <summary>Sum by number, to two decimals, half away from zero.</summary>
    internal static decimal Average(ImmutableArray<Rating> ratings) => Decimals.Rounded(ratings.Sum(r => r.Points) / ratings.Length);

    public bool Equals(Judged? other) => other is not null && (Points, Reason) == (other.Points, other.Reason) && Ratings.AsSpan().SequenceEqual(other.Ratings.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Points, Reason, Ratings.Length);
}

/// <summary>The indicator is held not to apply (不涉及).</summary>
/// <param name="Reason">Why; required.</param>
public sealed record DoesNotApply(string Reason) : Observation;
