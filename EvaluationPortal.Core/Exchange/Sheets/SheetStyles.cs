using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace EvaluationPortal.Core.Exchange.Sheets;

/// <summary>The styles of every workbook, in the order of <see cref="SheetLook"/>, and the colours of points.</summary>
internal static class SheetStyles
{
    private const string Face = "宋体";

    /// <summary>Places in the list of differential formats.</summary>
    public const uint Nothing = 0, Lost = 1, Pending = 2, NotApplicable = 3;

    public static Stylesheet Make() => new(
        Counted(new Fonts(Font(11), Font(16, bold: true), Font(11, bold: true))),
        Counted(new Fills(Fill(PatternValues.None), Fill(PatternValues.Gray125), Fill(PatternValues.Solid, "FFE9EEF5"))),
        Counted(new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()), Thin())),
        Counted(new CellStyleFormats(new CellFormat())),
        Counted(new CellFormats(
            Format(0, wraps: true),
            Format(1, HorizontalAlignmentValues.Center, border: 0),
            Format(2, HorizontalAlignmentValues.Center, fill: 2, wraps: true),
            Format(0, HorizontalAlignmentValues.Center),
            Format(2, HorizontalAlignmentValues.Center, number: 2),
            Format(0, HorizontalAlignmentValues.Center),
            Format(2, wraps: true),
            Format(0, HorizontalAlignmentValues.Center, number: 1),
            Format(0, wraps: true, quoted: true))),
        Counted(new CellStyles(new CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 })),
        Counted(new DifferentialFormats(Coloured("FFF3C6C2"), Coloured("FFFBE7E5"), Coloured("FFFFF3D6"), Coloured("FFE6E8EC"))));

    /// <summary>Colours follow what is typed afterwards, as the sheet's own rules.</summary>
    public static ConditionalFormatting Rules(ScoreColours colours)
    {
        var first = colours.Range[..colours.Range.IndexOf(':', StringComparison.Ordinal)];
        return new ConditionalFormatting(
            Rule(1, Pending, $"{first}=\"待评\""),
            Rule(2, NotApplicable, $"{first}=\"不涉及\""),
            Rule(3, Nothing, $"AND(ISNUMBER({first}),{first}=0)"),
            Rule(4, Lost, $"AND(ISNUMBER({first}),ISNUMBER({colours.Maximum}),{first}<{colours.Maximum})"))
        { SequenceOfReferences = new ListValue<StringValue> { InnerText = colours.Range } };
    }

    private static ConditionalFormattingRule Rule(int priority, uint format, string formula) =>
        new(new Formula(formula)) { Type = ConditionalFormatValues.Expression, FormatId = format, Priority = priority, StopIfTrue = true };

    private static Font Font(double size, bool bold = false) => bold
        ? new(new Bold(), new FontSize { Val = size }, new FontName { Val = Face })
        : new(new FontSize { Val = size }, new FontName { Val = Face });

    private static Fill Fill(PatternValues pattern, string? colour = null) =>
        new(colour is null ? new PatternFill { PatternType = pattern } : new PatternFill(new ForegroundColor { Rgb = colour }) { PatternType = pattern });

    private static Border Thin()
    {
        static T Line<T>() where T : BorderPropertiesType, new() => new() { Style = BorderStyleValues.Thin, Color = new Color { Rgb = "FFB8BFC9" } };
        return new(Line<LeftBorder>(), Line<RightBorder>(), Line<TopBorder>(), Line<BottomBorder>(), new DiagonalBorder());
    }

    private static CellFormat Format(uint font, HorizontalAlignmentValues? across = null, uint border = 1, uint fill = 0, uint number = 0, bool wraps = false, bool quoted = false)
    {
        var alignment = new Alignment { Vertical = VerticalAlignmentValues.Center, WrapText = wraps };
        if (across is { } horizontal) alignment.Horizontal = horizontal;
        return new(alignment) { FontId = font, BorderId = border, FillId = fill, NumberFormatId = number, ApplyAlignment = true, ApplyBorder = true, ApplyFill = true, ApplyFont = true, ApplyNumberFormat = number > 0, QuotePrefix = quoted ? true : null };
    }

    private static DifferentialFormat Coloured(string colour) => new(new Fill(new PatternFill(new BackgroundColor { Rgb = colour }) { PatternType = PatternValues.Solid }));

    private static T Counted<T>(T list) where T : OpenXmlCompositeElement
    {
        list.SetAttribute(new OpenXmlAttribute("count", "", $"{list.ChildElements.Count}"));
        return list;
    }
}
