using EvaluationPortal.Core.Reports.Layout;
using HarfBuzzSharp;

namespace EvaluationPortal.Core.Reports.Pdf;

/// <summary>One weight: its advances for the layout, and the prepared face that each card's own subset is cut from.</summary>
internal sealed class ReportFont : IDisposable
{
    // Latin, symbols, and the Chinese planes; what lies beyond prints as [U+XXXXX].
    private const int LastRune = 0x3FFFF;

    private readonly HarfBuzzSubset.PreparedFace _preparedFace;

    private ReportFont(string path, HarfBuzzSubset.PreparedFace preparedFace, AdvanceTable advances) => (Path, _preparedFace, Advances) = (path, preparedFace, advances);

    public string Path { get; }

    public AdvanceTable Advances { get; }

    /// <summary>Reads a TrueType file (or the first font of a collection).</summary>
    /// <exception cref="InvalidDataException">The file is no TrueType font with Chinese characters.</exception>
    public static ReportFont Open(string path)
    {
        if (!FontFile.IsTrueType(path))
            throw new InvalidDataException($"{path} 不是 TrueType 轮廓的字体（OpenType/CFF 字体在 PDF 中会变成 Type 3 字体），请换用 TrueType 中文字体。");
        using var blob = Blob.FromFile(path);
        using var face = new Face(blob, 0);
        using var font = new Font(face);
        font.SetFunctionsOpenType();
        font.SetScale(face.UnitsPerEm, face.UnitsPerEm);
        var advances = new short[LastRune + 1];
        for (var rune = 0; rune <= LastRune; rune++)
            advances[rune] = font.TryGetNominalGlyph((uint)rune, out var glyph) && glyph != 0 ? (short)font.GetHorizontalGlyphAdvance(glyph) : (short)-1;
        var table = new AdvanceTable(advances, face.UnitsPerEm);
        if (!"政务公开考核评估得分".EnumerateRunes().All(r => table.Has(r.Value)))
            throw new InvalidDataException($"{path} 不含中文字符，请换用 TrueType 中文字体。");
        return new ReportFont(path, HarfBuzzSubset.Prepare(face.Handle), table);
    }

    /// <summary>A TrueType file with nothing but these characters. Safe from several threads.</summary>
    public byte[] Subset(IEnumerable<int> runes) => HarfBuzzSubset.Cut(_preparedFace, runes);

    public void Dispose() => _preparedFace.Dispose();
}
