using System.Collections.Immutable;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace EvaluationPortal.Core.Exchange;

/// <summary>The texts that a workbook's cells share, by their place.</summary>
/// <param name="Refusal">Chinese; null where they were read.</param>
internal sealed record SharedTexts(ImmutableArray<string> Texts, string? Refusal)
{
    private const int Most = 200_000;

    public static SharedTexts Read(WorkbookPart book)
    {
        if (book.SharedStringTablePart is not { } part) return new([], null);
        using var xml = BoundedXml.Open(part.GetStream(FileMode.Open, FileAccess.Read));
        var texts = ImmutableArray.CreateBuilder<string>();
        var (text, characters, inText, inGuide) = (new StringBuilder(), 0, false, false);
        while (BoundedXml.Next(xml))
        {
            var (starts, ends) = (xml.NodeType is XmlNodeType.Element && !xml.IsEmptyElement, xml.NodeType is XmlNodeType.EndElement);
            if (inText && !inGuide) BoundedXml.Append(xml, text);
            if (starts || ends)
            {
                // Phonetic guides are not part of the words.
                if (xml.LocalName == "t") inText = starts;
                else if (xml.LocalName == "rPh") inGuide = starts;
            }

            if (xml.LocalName != "si" || !(ends || xml is { NodeType: XmlNodeType.Element, IsEmptyElement: true })) continue;
            characters += text.Length;
            if (texts.Count == Most || characters > GridLimits.MostCharacters) return new([], $"文件的文字表太大，最多{Most}条、{GridLimits.MostCharacters / 10_000}万字；请只保留要用的工作表另存为.xlsx。");
            texts.Add(text.ToString());
            text.Clear();
        }

        return new(texts.DrainToImmutable(), null);
    }
}
