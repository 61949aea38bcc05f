using System.Collections.Immutable;

namespace EvaluationPortal.Core.Reports.Layout;

/// <summary>Something with its place on a page, in points from the top left corner; the whole of what a writer must know.</summary>
public abstract record Drawn;

/// <summary>One line of text in one font; no line breaking is left to do.</summary>
/// <param name="Gray">0 black to 1 white.</param>
/// <param name="Degrees">Turned clockwise around its start.</param>
public sealed record DrawnText(double X, double Baseline, string Text, double Size, FontWeight Weight, double Gray = 0, double Degrees = 0) : Drawn;

/// <summary>A straight line.</summary>
public sealed record DrawnRule(double X1, double Y1, double X2, double Y2, double Thickness) : Drawn;

/// <summary>A filled rectangle.</summary>
/// <param name="Gray">0 black to 1 white.</param>
public sealed record DrawnFill(double X, double Y, double Width, double Height, double Gray) : Drawn;

/// <summary>The light ground of a table row: lies under the watermark, as the watermark lies under all else.</summary>
/// <param name="Gray">0 black to 1 white.</param>
public sealed record DrawnGround(double X, double Y, double Width, double Height, double Gray) : Drawn;

/// <summary>The outline of a rectangle.</summary>
public sealed record DrawnFrame(double X, double Y, double Width, double Height, double Thickness) : Drawn;

/// <summary>A rectangle that leads to an address.</summary>
/// <param name="Url">ASCII, http or https.</param>
public sealed record DrawnLink(double X, double Y, double Width, double Height, string Url) : Drawn;

/// <summary>One page, in drawing order.</summary>
public sealed record Sheet(ImmutableArray<Drawn> Contents);
