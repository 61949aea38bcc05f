namespace EvaluationPortal.Core.Reports.Layout;

/// <summary>The page, in points: A4 portrait, in the whole points that PDF writers use.</summary>
public static class Paper
{
    public const double Width = 595;
    public const double Height = 842;

    /// <summary>Left edge and width of everything printed.</summary>
    public const double Left = 54;

    public const double ContentWidth = Width - (2 * Left);
    public const double Right = Left + ContentWidth;

    /// <summary>Where the first page's content begins; later pages begin below their running head.</summary>
    public const double FirstTop = 50;

    public const double LaterTop = 62;
    public const double Bottom = Height - 62;
}
