using System.Text.RegularExpressions;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>
/// What a level is called: the words of its condition, and what bare words mean beside the others (有 / 没有, 否则).
/// </summary>
internal static partial class TierWords
{
    private const int Longest = 60;

    /// <summary>The condition as a label.</summary>
    public static string Of(string condition)
    {
        var label = condition.Replace("的、", "、", StringComparison.Ordinal).Replace("的，", "，", StringComparison.Ordinal).Trim('，', '、', '：', '；', ' ');
        label = Absent().Replace(label.EndsWith('的') ? label[..^1] : label, "${done}，${absent}");
        return label.Length > Longest ? label[..Longest] : label;
    }

    /// <summary>Labels of a best and a worst level, read against each other.</summary>
    /// <param name="best">Condition of the best level.</param>
    /// <param name="worst">Condition of the level without points.</param>
    /// <param name="subject">What the indicator is about, for bare words (有).</param>
    /// <param name="areTwo">There are no levels between.</param>
    public static (string Best, string Worst) Between(string best, string worst, string subject, bool areTwo)
    {
        var (top, bottom) = (Of(best), Of(worst));
        if (top is "有" or "是" or "已开展" && bottom is "没有" or "无" or "未有") return ($"有{subject}", $"没有{subject}");
        if (top is "有" or "是" && NotDone().Match(bottom) is { Success: true } undone) return (Done(undone.Groups["verb"].Value, subject), bottom);
        if (Otherwise().IsMatch(top)) return ("没有不得分的情形", bottom);
        if (Otherwise().IsMatch(bottom)) return (top, areTwo ? Denied(top) : "不属于以上情形");
        if (Once().Match(bottom) is { Success: true } once && top.StartsWith("未被", StringComparison.Ordinal) && top.EndsWith(once.Groups["verb"].Value, StringComparison.Ordinal))
        {
            return ($"未被{once.Groups["verb"].Value}", $"被{once.Groups["verb"].Value}");
        }

        return (top.Length == 0 ? "符合要求" : top, bottom.Length == 0 ? "不符合要求" : bottom);
    }

    /// <summary>Faults in a row are alternatives: either is enough for the level (领导未出席、未设置互动).</summary>
    public static string Alternatives(string label) => Faults().Replace(label, "或$&").Replace("、或", "或", StringComparison.Ordinal);

    /// <summary>已公开征求意见 rather than 已公开公开征求意见.</summary>
    private static string Done(string verb, string subject)
    {
        var at = subject.IndexOf(verb, StringComparison.Ordinal);
        return at < 0 ? $"已{verb}{subject}" : $"已{subject[at..]}";
    }

    private static string Denied(string top)
    {
        var last = top[(top.LastIndexOf('，') + 1)..];
        return last.StartsWith("未被", StringComparison.Ordinal) || last.StartsWith("没有", StringComparison.Ordinal) ? last[(last[0] == '未' ? 1 : 2)..] : last.StartsWith('未') || last.StartsWith('无') ? last[1..] : $"未达到“{top}”";
    }

    /// <summary>妥善处理未被投诉举报: two things in one breath.</summary>
    [GeneratedRegex(@"^(?<done>\p{L}{4,})(?<absent>未被\p{L}+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Absent();

    [GeneratedRegex(@"^未(?<verb>\p{L}{2,4})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotDone();

    [GeneratedRegex("^(否则|反之|其他|其它|其余|其他情况|其他情形|其余情况|不符合(要求)?|未达到(要求)?)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Otherwise();

    [GeneratedRegex(@"^(被)?(?<verb>\p{L}{2,6}?)[一1](件|次|起|例|项)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Once();

    [GeneratedRegex("(?<=未[^、或]*、)未", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Faults();
}
