using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>What a unit claims instead of describing its work.</summary>
public enum ClaimKind
{
    /// <summary>零报告: nothing of the kind happened this year.</summary>
    ZeroReport = 0,

    /// <summary>不涉及: the indicator does not concern the unit.</summary>
    NotApplicable = 1,
}

/// <summary>A claim with its reason; a proposal that the office decides, except where the table says what a 零报告 counts as.</summary>
/// <param name="Reason">Required to file it; may be empty while it is typed.</param>
public sealed record FilingClaim(ClaimKind Kind, string Reason)
{
    private const string Zero = "zeroReport", None = "notApplicable";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public string Name => Kind is ClaimKind.ZeroReport ? "零报告" : "不涉及";

    /// <summary>Whether the table allows the claim for that indicator.</summary>
    public static bool IsAllowed(ClaimKind kind, Indicator indicator) => kind is ClaimKind.ZeroReport || indicator.MayBeNotApplicable;

    /// <summary>The observation it stands for; null where the office decides.</summary>
    public Observation? Observed(Indicator indicator) => Kind is ClaimKind.NotApplicable ? new DoesNotApply(Reason)
        : indicator.ZeroReport is not ZeroReport.Full ? null
        : indicator.Rule.Form switch
        {
            LevelForm => new Level(1),
            FindingsForm => Findings.None,
            JudgementForm => new Judged(indicator.MaxPoints, Reason),
            _ => null,
        };

    /// <summary>The canonical JSON: one property that names the kind and holds the reason.</summary>
    public string Write() => JsonSerializer.Serialize(new Dictionary<string, string> { [Kind is ClaimKind.ZeroReport ? Zero : None] = Reason }, Plain);

    /// <summary>The claim of that JSON; null where it is none.</summary>
    public static FilingClaim? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(json) is { Count: 1 } read && read.First() is var (key, reason) && reason is not null
                ? key switch { Zero => new(ClaimKind.ZeroReport, reason), None => new(ClaimKind.NotApplicable, reason), _ => null }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
