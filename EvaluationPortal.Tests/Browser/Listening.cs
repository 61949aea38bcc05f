using System.Text.RegularExpressions;

namespace EvaluationPortal.Tests.Browser;

/// <summary>Listens for texts and numbers in all that came over a wire, in every writing.</summary>
internal sealed partial class Listening
{
    private readonly List<string> _texts;
    private readonly List<string> _withNumbers;

    public Listening(IReadOnlyList<Heard> heard)
    {
        var read = heard.Select(h => (Heard: h, Texts: Readings.Of(h))).ToList();
        _texts = [.. read.SelectMany(r => r.Texts)];
        // Styles and scripts are files and full of numbers: a percentage in one of them is nobody's total.
        _withNumbers = [.. read.Where(r => !IsFile(r.Heard)).SelectMany(r => r.Texts).Select(text => StyleVariable().Replace(text, ""))];
    }

    /// <summary>Those of the texts that were heard.</summary>
    public IReadOnlyList<string> Heard(IEnumerable<string> texts) => [.. texts.Distinct().Where(text => _texts.Exists(t => t.Contains(text, StringComparison.Ordinal)))];

    /// <summary>Those of the numbers that were heard as numbers of their own, not as part of others or of percentages.</summary>
    public IReadOnlyList<string> HeardNumbers(IEnumerable<string> numbers) =>
        [.. numbers.Distinct().Where(number => new Regex($@"(?<![\d.]){Regex.Escape(number)}(?![\d%])", RegexOptions.None, TimeSpan.FromSeconds(30)) is var alone && _withNumbers.Exists(t => alone.IsMatch(t)))];

    /// <summary>The theme's, on every page: sizes and line heights.</summary>
    [GeneratedRegex("--mud-[a-z0-9-]+:[^;}]*", RegexOptions.None, 10_000)]
    private static partial Regex StyleVariable();

    private static bool IsFile(Heard heard) => heard.Header("Content-Type") is { } type && (type.Contains("css", StringComparison.Ordinal) || type.Contains("javascript", StringComparison.Ordinal) || type.Contains("svg", StringComparison.Ordinal) || type.Contains("font", StringComparison.Ordinal));
}
