using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>What was typed into a field, as it is stored; or why it cannot be.</summary>
/// <param name="Text">Cleaned, in the field's own form; null where <paramref name="Fault"/> says why not.</param>
public sealed record DraftValue(string? Text, string? Fault)
{
    /// <summary>Most characters of 填报说明.</summary>
    public const int MostText = 5000;

    /// <summary>Most characters of a claim's reason.</summary>
    public const int MostClaim = 500;

    /// <summary>Most links of one indicator.</summary>
    public const int MostLinks = 50;

    /// <summary>Most characters of one link.</summary>
    public const int MostLink = 500;

    /// <summary>Most documents listed for one indicator.</summary>
    public const int MostRows = 100;

    /// <summary>Most characters of one cell of the list.</summary>
    public const int MostCell = 200;

    /// <summary>Most characters that any field may send, whatever becomes of it: far below what a message may hold.</summary>
    public const int MostTyped = 30_000;

    /// <summary>Takes what was typed. Half-typed links, lists and assessments are taken too: whether they can be filed is <see cref="IndicatorFiling.Wanted"/>'s to say.</summary>
    public static DraftValue Of(Indicator indicator, DraftField field, string typed) => typed.Length > MostTyped ? Not($"内容有{typed.Length}个字符，最多{MostTyped}个。") : field switch
    {
        DraftField.Text => Long(TextGate.Clean(typed), "填报说明", MostText),
        DraftField.Links => Links(typed),
        DraftField.Rows => Rows(typed),
        DraftField.Assessment => Assessment(indicator, typed),
        DraftField.Claim => Claimed(indicator, typed),
        _ => Not("没有这一栏。"),
    };

    private static DraftValue Links(string typed)
    {
        var links = TextGate.Clean(typed).Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        if (links.Count > MostLinks) return Not($"网站链接有{links.Count}条，最多{MostLinks}条。");
        return links.FindIndex(l => l.Length > MostLink) is >= 0 and var at ? Not($"第{at + 1}条链接有{links[at].Length}个字符，最多{MostLink}个。") : new(string.Join('\n', links), null);
    }

    private static DraftValue Rows(string typed)
    {
        var rows = typed.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n').Select(ListedDocument.Read).Where(r => !r.IsEmpty).ToList();
        if (rows.Count > MostRows) return Not($"清单有{rows.Count}行，最多{MostRows}行。更多的请上传清单文件。");
        return rows.FindIndex(r => r.Cells.Any(c => c.Length > MostCell)) is >= 0 and var at ? Not($"清单第{at + 1}行有一格超过{MostCell}个字。") : new(string.Join('\n', rows.Select(r => r.Write())), null);
    }

    private static DraftValue Assessment(Indicator indicator, string typed)
    {
        if (typed.Length == 0) return new("", null);
        var (observation, fault) = ObservationJson.Read(typed);
        if (fault is not null) return Not(indicator.Rule.Form is JudgementForm ? "请选择自评分值。" : $"自评看不懂：{fault}。");
        if (observation is DoesNotApply) return Not("不涉及请在“零报告或不涉及”一栏填写。");
        Observation? clean = observation switch
        {
            Judged judged => new Judged(judged.Points, TextGate.Clean(judged.Reason)),
            Findings findings => new Findings([.. findings.List.Select(Told)]),
            _ => observation,
        };
        if (clean is Judged { Reason: var why } && TextGate.TooLong(why, "自评理由") is { } tooLong) return Not(tooLong);
        if (clean is Findings told && told.List.Select(f => TextGate.TooLong(f.What, "问题描述") ?? TextGate.TooLong(f.Where ?? "", "网址或位置")).FirstOrDefault(f => f is not null) is { } longer) return Not(longer);
        var text = clean is null ? "" : ObservationJson.Write(clean);
        return text.Length > MostText ? Not($"自评过长，最多{MostText}个字符。") : new(text, null);
    }

    /// <summary>A unit tells what, where and when of what it lacks; the rest of a finding is its assessor's.</summary>
    private static Finding Told(Finding finding) => new(finding.Id, TextGate.Clean(finding.What))
    {
        Where = TextGate.Clean(finding.Where ?? "") is { Length: > 0 } where ? where : null, When = finding.When, Item = finding.Item,
    };

    private static DraftValue Claimed(Indicator indicator, string typed)
    {
        if (typed.Length == 0) return new("", null);
        if (FilingClaim.Read(typed) is not { } claim) return Not("零报告或不涉及的内容看不懂。");
        if (!FilingClaim.IsAllowed(claim.Kind, indicator)) return Not($"{indicator.Code}不能填报不涉及。");
        var clean = claim with { Reason = TextGate.Clean(claim.Reason) };
        return Long(clean.Reason, $"{clean.Name}的理由", MostClaim) is { Fault: not null } tooLong ? tooLong : new(clean.Write(), null);
    }

    private static DraftValue Long(string text, string name, int most) => text.Length > most ? Not($"{name}有{text.Length}个字符，最多{most}个。") : new(text, null);

    private static DraftValue Not(string why) => new(null, why);
}
