using System.Globalization;

namespace EvaluationPortal.Tests;

/// <summary>
/// Seeds for tests that draw random cases: a few in an ordinary run, as many as <c>PORTAL_SEEDS</c> says in a soak
/// (<c>eng/soak.sh</c>). Always the same ones, so that a failure can be repeated by its number.
/// </summary>
public static class Seeds
{
    private const int InAnOrdinaryRun = 5;

    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("PORTAL_SEEDS"), CultureInfo.InvariantCulture, out var count) && count > 0 ? count : InAnOrdinaryRun;

    private static bool IsSoak => Count > InAnOrdinaryRun;

    /// <summary>1 to 8, or to <see cref="Count"/> in a soak: for what may never lose anything.</summary>
    public static TheoryData<int> AtLeastEight => [.. Enumerable.Range(1, Math.Max(8, Count))];

    /// <summary>How many steps a long tale of a seed takes: in an ordinary run the first three of a soak's five.</summary>
    public static int Steps { get; } = IsSoak ? 5 : 3;

    /// <summary>1 and 2, or to <see cref="Count"/> in a soak: for what takes most of a minute each.</summary>
    public static TheoryData<int> Long => [.. Enumerable.Range(1, IsSoak ? Count : 2)];

    /// <summary>1 to <see cref="Count"/>, for <c>[MemberData]</c>.</summary>
    public static TheoryData<int> All => [.. Enumerable.Range(1, Count)];
}
