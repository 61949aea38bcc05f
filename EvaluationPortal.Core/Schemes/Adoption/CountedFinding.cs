using System.Text.RegularExpressions;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>How a condition counts (发现一个错误, 每缺1项, 未达标每项), and what sentences say of so many findings.</summary>
/// <param name="Words">With {n} for the count.</param>
/// <param name="CountsMissing">It counts what is missing (缺1项), so that named items can be missing.</param>
internal sealed partial record CountedFinding(FindingWords Words, bool CountsMissing)
{
    private const string Missing = "缺";
    private const int LongestWords = 40;

    /// <summary>Reads a condition; null where it counts nothing.</summary>
    /// <param name="after">A count behind the points (扣1分/处).</param>
    public static CountedFinding? Of(string condition, string after)
    {
        var match = Count().Match(condition);
        if (!match.Success && after.Length == 0) return null;
        var (verb, unit) = match.Success ? (match.Groups["verb"].Value, match.Groups["unit"].Value) : ("", after[1..]);
        var before = Trim(match.Success ? condition[..match.Index] : condition);
        var behind = match.Success ? Trim(condition[(match.Index + match.Length)..]) : "";
        if (Lacking().IsMatch(verb)) return new(new($"{before}{Missing}{{n}}{unit}{behind}", $"{before}没有{Missing}{(behind.Length > 0 ? behind : unit)}"), true);
        if (Lateness().IsMatch(verb)) return new(new($"{before}{verb}{{n}}{unit}{behind}", $"{before}未{verb}{behind}"), false);
        var what = behind.Length > 0 ? Trim(Finding().Replace(before, "")) + behind : before.Length > 0 ? Found().Replace(before, "") : "问题";
        return new(new($"发现{{n}}{unit}{what}", $"未发现{what}"), false);
    }

    /// <summary>Words for a condition that counts nothing itself.</summary>
    public static FindingWords Uncounted(string condition) => new($"有{{n}}处“{Trim(condition)}”", $"没有“{Trim(condition)}”");

    private static string Trim(string text)
    {
        var trimmed = text.Trim('，', '、', '：', ' ', '的');
        return trimmed.Length > LongestWords ? trimmed[..LongestWords] : trimmed;
    }

    private const string Units = "(?<unit>个工作日|工作日|季度|人次|项次|处|个|项|次|条|件|例|起|篇|天|日|人|家|期|份|类|种|场|季|月|点)";
    private const string Verbs = "(?<verb>经?查实|发现|出现|发生|存在|有|缺少|缺失|缺报|缺|少|遗漏|漏报|漏|逾期|超期|超时|延迟|延期|迟报|晚报|错|未报|未完成)";

    [GeneratedRegex($@"每{Verbs}?(一|1)?{Units}|{Verbs}(一|1){Units}|(?<verb>)(?<![\d十])(一|1){Units}|{Verbs}(?<unit>天|次)数?每", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Count();

    [GeneratedRegex("^(缺少|缺失|缺报|缺|少|遗漏|漏报|漏|未报|未完成)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lacking();

    [GeneratedRegex("^(逾期|超期|超时|延迟|延期|迟报|晚报)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lateness();

    [GeneratedRegex("^(经)?(检查)?(发现|出现|存在)(?=.)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Found();

    [GeneratedRegex("(经)?(检查)?(发现|出现|发生|存在|有)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Finding();
}
