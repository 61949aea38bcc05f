namespace EvaluationPortal.Core.Reports.Layout;

/// <summary>The card's typography, all in one place.</summary>
internal static class Styles
{
    public static TextStyle Cycle { get; } = new(12, 17);
    public static TextStyle Title { get; } = new(20, 28, FontWeight.Bold);
    public static TextStyle Heading { get; } = new(11, 15, FontWeight.Bold);
    public static TextStyle Label { get; } = new(9, 13, FontWeight.Bold);
    public static TextStyle Body { get; } = new(9, 13);
    public static TextStyle Total { get; } = new(11, 15, FontWeight.Bold);
    public static TextStyle Small { get; } = new(8.5, 12);
    public static TextStyle Margin { get; } = new(7.5, 10, Gray: 0.25);
    public static TextStyle Demo { get; } = new(8.5, 12, FontWeight.Bold);

    public const double HeadGround = 0.93;
    public const double SectionGround = 0.965;
}
