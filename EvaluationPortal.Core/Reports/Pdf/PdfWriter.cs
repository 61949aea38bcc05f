using System.Runtime.InteropServices;
using EvaluationPortal.Core.Reports.Layout;
using SkiaSharp;

namespace EvaluationPortal.Core.Reports.Pdf;

/// <summary>Draws laid-out pages with Skia, each weight cut down first to the characters used.</summary>
internal static class PdfWriter
{
    public static void Write(IReadOnlyList<Sheet> sheets, SKDocumentPdfMetadata metadata, Stream to, ReportFonts fonts)
    {
        using var regular = Typeface(sheets, FontWeight.Regular, fonts);
        using var bold = Typeface(sheets, FontWeight.Bold, fonts);
        using var document = SKDocument.CreatePdf(to, metadata);
        using var pen = new Pen(regular, bold, fonts.Metrics);
        foreach (var sheet in sheets)
        {
            var canvas = document.BeginPage((float)Paper.Width, (float)Paper.Height);
            foreach (var drawn in sheet.Contents)
                pen.Draw(canvas, drawn);
            document.EndPage();
        }
        document.Close();
    }

    private static SKTypeface Typeface(IReadOnlyList<Sheet> sheets, FontWeight weight, ReportFonts fonts)
    {
        var runes = new SortedSet<int> { ' ' };
        foreach (var text in sheets.SelectMany(s => s.Contents).OfType<DrawnText>().Where(t => t.Weight == weight))
        {
            foreach (var rune in text.Text.EnumerateRunes())
                runes.Add(rune.Value);
        }
        using var data = SKData.CreateCopy(fonts[weight].Subset(runes));
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException("Skia could not read the font subset.");
    }

    private sealed class Pen(SKTypeface regular, SKTypeface bold, TypeMetrics metrics) : IDisposable
    {
        private readonly SKPaint _paint = new() { IsAntialias = true };
        private readonly SKTextBlobBuilder _builder = new();
        private readonly Dictionary<(FontWeight, double), SKFont> _fonts = [];

        public void Draw(SKCanvas canvas, Drawn drawn)
        {
            switch (drawn)
            {
                case DrawnText text:
                    DrawText(canvas, text);
                    break;
                case DrawnRule rule:
                    Stroke(rule.Thickness);
                    canvas.DrawLine((float)rule.X1, (float)rule.Y1, (float)rule.X2, (float)rule.Y2, _paint);
                    break;
                case DrawnFill(var x, var y, var width, var height, var gray):
                    Fill(gray);
                    canvas.DrawRect((float)x, (float)y, (float)width, (float)height, _paint);
                    break;
                case DrawnGround(var x, var y, var width, var height, var gray):
                    Fill(gray);
                    canvas.DrawRect((float)x, (float)y, (float)width, (float)height, _paint);
                    break;
                case DrawnFrame frame:
                    Stroke(frame.Thickness);
                    canvas.DrawRect((float)frame.X, (float)frame.Y, (float)frame.Width, (float)frame.Height, _paint);
                    break;
                case DrawnLink link:
                    canvas.DrawUrlAnnotation(SKRect.Create((float)link.X, (float)link.Y, (float)link.Width, (float)link.Height), link.Url);
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException(drawn.GetType().Name);
            }
        }

        private void DrawText(SKCanvas canvas, DrawnText text)
        {
            var font = FontOf(text);
            float[] starts = [.. metrics[text.Weight].Starts(text.Text).Select(em => (float)(em * text.Size))];
            _builder.AddHorizontalRun(font.GetGlyphs(text.Text), font, starts, 0);
            using var line = _builder.Build();
            Fill(text.Gray);
            if (text.Degrees == 0)
            {
                canvas.DrawText(line, (float)text.X, (float)text.Baseline, _paint);
                return;
            }
            canvas.Save();
            canvas.RotateDegrees((float)text.Degrees, (float)text.X, (float)text.Baseline);
            canvas.DrawText(line, (float)text.X, (float)text.Baseline, _paint);
            canvas.Restore();
        }

        // Positions come from the layout's own advances: no hinting and no rounding may move a glyph.
        private SKFont FontOf(DrawnText text)
        {
            ref var font = ref CollectionsMarshal.GetValueRefOrAddDefault(_fonts, (text.Weight, text.Size), out _);
            return font ??= new SKFont(text.Weight == FontWeight.Bold ? bold : regular, (float)text.Size)
            {
                Hinting = SKFontHinting.None,
                Subpixel = true,
                LinearMetrics = true,
            };
        }

        private void Fill(double gray)
        {
            _paint.Style = SKPaintStyle.Fill;
            _paint.Color = Shade(gray);
        }

        private void Stroke(double thickness)
        {
            _paint.Style = SKPaintStyle.Stroke;
            _paint.StrokeWidth = (float)thickness;
            _paint.Color = SKColors.Black;
        }

        private static SKColor Shade(double gray)
        {
            var level = (byte)Math.Round(gray * 255);
            return new SKColor(level, level, level);
        }

        public void Dispose()
        {
            foreach (var font in _fonts.Values)
                font.Dispose();
            _builder.Dispose();
            _paint.Dispose();
        }
    }
}
