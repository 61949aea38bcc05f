using System.Text.RegularExpressions;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Schemes.Adoption;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>Recognises indicators by number, name or short name, whatever blanks and widths they are written with.</summary>
internal sealed partial class IndicatorWords(Cycle cycle)
{
    private const int FewestMentioned = 3;

    private readonly List<(string Word, Indicator Indicator)> names =
    [
        .. cycle.Scheme.Indicators.SelectMany(i => new[] { i.Name, i.ShortName }.Distinct().Select(name => (Word: PlanText.Plain(name), Indicator: i)))
            .GroupBy(name => name.Word).Where(same => same.Count() == 1).Select(same => same.First()).OrderByDescending(name => name.Word.Length),
    ];

    /// <summary>What a heading says.</summary>
    public ImportHeading Heading(string text)
    {
        var plain = PlanText.Plain(text);
        if (plain.Length == 0) return new(null, null, null, null);
        if (ImportFields.Of(plain) is { } field) return new(null, field, null, null);
        var (indicator, rest, byCode, conflict) = Begins(plain);
        if (conflict is not null || indicator is null) return new(null, null, null, conflict);
        var full = FullMark().Match(rest) is { Success: true } match ? Decimals.Read(match.Groups["full"].ValueSpan) : null;
        var words = Trimmings().Replace(full is null ? rest : FullMark().Replace(rest, ""), "");
        ImportField? said = words.Length == 0 ? ImportField.Value : ImportFields.Of(words) ?? ImportFields.EndOf(words) ?? (byCode ? ImportField.Value : null);
        return said is null ? new(null, null, null, null) : new(indicator, said, full, null);
    }

    /// <summary>The indicator that a cell names; null where it names none, or not one alone.</summary>
    public Indicator? Named(string text) => Begins(PlanText.Plain(text)) is { Conflict: null, Indicator: { } indicator } ? indicator : null;

    /// <summary>The one indicator that a title speaks of; null where it speaks of none or of several.</summary>
    public Indicator? Mentioned(string text)
    {
        var plain = PlanText.Plain(text);
        var byCode = Codes().Matches(plain).Select(code => cycle.Scheme.Find(new(code.Value))).OfType<Indicator>().Distinct().ToList();
        if (byCode.Count > 0) return byCode.Count == 1 ? byCode[0] : null;
        var byName = names.Where(name => name.Word.Length >= FewestMentioned && plain.Contains(name.Word, StringComparison.Ordinal)).Select(name => name.Indicator).Distinct().ToList();
        return byName.Count == 1 ? byName[0] : null;
    }

    private (Indicator? Indicator, string After, bool ByCode, string? Conflict) Begins(string plain)
    {
        if (Coded().Match(plain) is { Success: true } match && cycle.Scheme.Find(new(match.Groups["code"].Value)) is { } coded)
        {
            var rest = match.Groups["rest"].Value;
            var named = names.Where(name => rest.StartsWith(name.Word, StringComparison.Ordinal)).ToList();
            if (named.Count == 0) return (coded, rest, true, null);
            return named.Exists(name => name.Indicator == coded)
                ? (coded, rest[named.First(name => name.Indicator == coded).Word.Length..], true, null)
                : (null, "", true, $"序号{coded.Code}是“{coded.ShortName}”，与名称对不上");
        }

        var (word, indicator) = names.FirstOrDefault(name => plain.StartsWith(name.Word, StringComparison.Ordinal));
        return indicator is null ? (null, "", false, null) : (indicator, plain[word.Length..], false, null);
    }

    [GeneratedRegex(@"^(指标)?[(\[【]?(?<code>\d{1,2}\.\d{1,2})[)\]】]?[.、:]?(?<rest>\D.*)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Coded();

    [GeneratedRegex(@"(?<![\d.])\d{1,2}\.\d{1,2}(?![\d.])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Codes();

    [GeneratedRegex(@"满分(值|为)?:?(?<full>\d{1,7}(\.\d{1,4})?)分?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FullMark();

    /// <summary>Brackets, dashes, and the points that the table gives the indicator.</summary>
    [GeneratedRegex(@"(分值:?)?\d{1,3}(\.\d{1,2})?分|[()\[\]【】:、,/_—-]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Trimmings();
}

/// <summary>What a heading says.</summary>
/// <param name="Indicator">Null where it names none.</param>
/// <param name="Field">Null where it is not understood.</param>
/// <param name="Full">The full mark that it gives.</param>
/// <param name="Conflict">Why it contradicts itself; a Chinese clause.</param>
internal sealed record ImportHeading(Indicator? Indicator, ImportField? Field, decimal? Full, string? Conflict);
