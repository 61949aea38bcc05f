using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Schemes;

/// <summary>The table, the roster and the plan of 2022, as the tests of the rules use them.</summary>
internal static class Songjiang2022
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "data");

    public static byte[] SchemeBytes { get; } = File.ReadAllBytes(Path.Combine(Folder, "schemes", "songjiang-2022.json"));

    public static Scheme Scheme { get; } = Read();

    public static ImmutableArray<Unit> Units { get; } =
        RosterFile.Read(File.ReadAllBytes(Path.Combine(Folder, "units", "songjiang-2022.json")), Scheme).Roster!.Units;

    public static Indicator Indicator(string code) => Scheme.Find(new IndicatorCode(code))!;

    public static ScoringRule Rule(string code) => Indicator(code).Rule;

    /// <summary>The evaluation plan as it was published.</summary>
    public static string Plan()
    {
        using var reader = new StreamReader(typeof(Songjiang2022).Assembly.GetManifestResourceStream("2022-songjiang-plan.txt")!);
        return reader.ReadToEnd();
    }

    private static Scheme Read()
    {
        var reading = SchemeFile.Read(SchemeBytes);
        Assert.Empty(reading.Faults);
        return reading.Scheme!;
    }
}
