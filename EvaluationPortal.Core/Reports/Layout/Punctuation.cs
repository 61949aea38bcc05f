namespace EvaluationPortal.Core.Reports.Layout;

/// <summary>Which marks open and close, by the usage of simplified Chinese (GB/T 15834).</summary>
internal static class Punctuation
{
    private const string FullWidthClosing = "、。，．：；）］｝〉》」』】〕〗”’";
    private const string FullWidthOpening = "（［｛〈《「『【〔〖“‘";
    private const string OtherClosing = "！？…—·々ー～％‰℃,.:;!?)]}%°'\"/-=&~";
    private const string OtherOpening = "([{￥¥$#@";

    /// <summary>Never at a line's start.</summary>
    public static bool IsClosing(int rune) => Contains(FullWidthClosing, rune) || Contains(OtherClosing, rune);

    /// <summary>Never at a line's end.</summary>
    public static bool IsOpening(int rune) => Contains(FullWidthOpening, rune) || Contains(OtherOpening, rune);

    /// <summary>Whether the white half between the two marks is too much.</summary>
    public static bool IsSqueezed(int rune, int next) => Contains(FullWidthClosing, rune)
        ? Contains(FullWidthClosing, next) || Contains(FullWidthOpening, next)
        : Contains(FullWidthOpening, rune) && Contains(FullWidthOpening, next);

    /// <summary>Holds a number together with the digit behind it: 4.38, 2022-11-30.</summary>
    public static bool BindsToDigit(int rune) => rune is '.' or ',' or ':' or '-';

    /// <summary>Stays with the number before it: 3分, 2项.</summary>
    public static bool IsMeasureWord(int rune) => Contains("分项个件次处条家名年月日季页", rune);

    /// <summary>Stays with the number after it, so that no line is a bare 2分: 得2分, 扣1分, 第3名.</summary>
    public static bool LeadsNumber(int rune) => Contains("得扣第共", rune);

    private static bool Contains(string set, int rune) => rune <= char.MaxValue && set.Contains((char)rune, StringComparison.Ordinal);
}
