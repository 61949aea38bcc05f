using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>Where a unit's self-report (自查填报) stands.</summary>
public enum FilingState
{
    /// <summary>填报中: the unit writes it.</summary>
    Drafting = 0,

    /// <summary>待审核: with the unit's own 审核人; nobody types.</summary>
    Checking = 1,

    /// <summary>已报送.</summary>
    Filed = 2,

    /// <summary>有退回: filed, and single indicators were returned by the office to be put right.</summary>
    Returned = 3,
}

public static class FilingStateNames
{
    public static string Text(this FilingState state) => state switch
    {
        FilingState.Drafting => "填报中",
        FilingState.Checking => "待审核",
        FilingState.Filed => "已报送",
        _ => "有退回",
    };
}

/// <summary>A unit's self-report as a whole; what is in it are <see cref="Draft"/>s and, once filed, <see cref="FiledReport"/>s.</summary>
/// <param name="Number">Number of the version filed last; 0 before the first.</param>
/// <param name="Digest">SHA-256 of that version's content; null before the first.</param>
/// <param name="Returned">Indicators returned since then, in the order they were.</param>
/// <param name="Reason">Why the 审核人 sent it back; null otherwise.</param>
/// <param name="By">Who moved it here; null where nobody did yet.</param>
/// <param name="At">UTC.</param>
/// <param name="Version">Sequence number of the audit entry that moved it here; 0 where nobody did yet.</param>
public sealed record SelfReport(FilingState State, int Number, string? Digest, ImmutableArray<ReturnedIndicator> Returned, string? Reason, PersonId? By, DateTime? At, long Version)
{
    /// <summary>One that nobody has sent anywhere yet.</summary>
    public static SelfReport Untouched { get; } = new(FilingState.Drafting, 0, null, [], null, null, null, 0);

    /// <summary>Where it stands while the unit changes it: 有退回 until what was returned is filed again.</summary>
    public FilingState Open => Returned.IsEmpty ? FilingState.Drafting : FilingState.Returned;

    /// <summary>The indicator's latest return; null where it was not returned.</summary>
    public ReturnedIndicator? ReturnOf(IndicatorCode indicator) => Returned.LastOrDefault(r => r.Indicator == indicator);

    /// <summary>Whether the indicator's text may be changed now, by whom it may.</summary>
    public bool IsOpen(IndicatorCode indicator) => State is FilingState.Drafting || (State is FilingState.Returned && ReturnOf(indicator) is not null);
}

/// <summary>退回补正 of one indicator.</summary>
/// <param name="At">UTC.</param>
public sealed record ReturnedIndicator(IndicatorCode Indicator, string Reason, PersonId By, DateTime At);

/// <summary>A part of what is filed for one indicator: each is one text of its own, so that two people rarely write the same one.</summary>
public enum DraftField
{
    /// <summary>填报说明.</summary>
    Text = 0,

    /// <summary>网站链接, one a line.</summary>
    Links = 1,

    /// <summary>清单: a line a document, its columns separated by tabs.</summary>
    Rows = 2,

    /// <summary>自评: an observation in its canonical JSON; empty for none.</summary>
    Assessment = 3,

    /// <summary>零报告 or 不涉及 as <see cref="FilingClaim"/>'s JSON; empty for none.</summary>
    Claim = 4,
}

/// <summary>One field as the unit has typed it so far. Of no consequence until it is filed.</summary>
/// <param name="Value">As <see cref="DraftValue"/> takes it.</param>
/// <param name="Version">1, 2, 3 ..., of this field alone.</param>
/// <param name="At">UTC.</param>
public sealed record Draft(IndicatorCode Indicator, DraftField Field, string Value, long Version, PersonId By, DateTime At);

/// <summary>A version of a self-report as it was filed (报送): never changed afterwards.</summary>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="Digest">SHA-256 of the stored content, lower-case hexadecimal.</param>
/// <param name="Indicators">Of those that need filing and apply to the unit, in printed order.</param>
/// <param name="FiledBy">The 联络员 who sent it.</param>
/// <param name="CheckedBy">The 审核人; null where the cycle asks for none.</param>
/// <param name="At">UTC.</param>
public sealed record FiledReport(int Number, string Digest, ImmutableArray<IndicatorFiling> Indicators, PersonId FiledBy, PersonId? CheckedBy, DateTime At)
{
    /// <summary>What was filed for the indicator; null where nothing was asked.</summary>
    public IndicatorFiling? Of(IndicatorCode indicator) => Indicators.FirstOrDefault(i => i.Indicator == indicator);
}
