using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace EvaluationPortal.Core.Exchange.Sheets;

/// <summary>Notes (批注) of a sheet: their texts, and the boxes that spreadsheets draw them in.</summary>
internal static class SheetNotes
{
    private const string Author = "政务公开考核评估";

    /// <summary>Writes both parts; the sheet still has to name the second.</summary>
    /// <returns>The relationship of the boxes.</returns>
    public static string Write(WorksheetPart sheet, IReadOnlyList<(int Row, int Column, string Text)> notes)
    {
        var texts = sheet.AddNewPart<WorksheetCommentsPart>();
        using (var writer = OpenXmlWriter.Create(texts))
        {
            writer.WriteStartElement(new Comments());
            writer.WriteElement(new Authors(new Author(Author)));
            writer.WriteStartElement(new CommentList());
            foreach (var (row, column, text) in notes)
            {
                writer.WriteElement(new Comment(new CommentText(new Text(SheetText.Legal(text)) { Space = SpaceProcessingModeValues.Preserve })) { Reference = SheetPlaces.Cell(row, column), AuthorId = 0 });
            }
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        var boxes = sheet.AddNewPart<VmlDrawingPart>();
        using var stream = boxes.GetStream(FileMode.Create);
        using var xml = XmlWriter.Create(stream, new() { Encoding = new UTF8Encoding(false) });
        Boxes(xml, notes);
        return sheet.GetIdOfPart(boxes);
    }

    private static void Boxes(XmlWriter xml, IReadOnlyList<(int Row, int Column, string Text)> notes)
    {
        const string v = "urn:schemas-microsoft-com:vml", o = "urn:schemas-microsoft-com:office:office", x = "urn:schemas-microsoft-com:office:excel";
        xml.WriteStartElement("xml");
        xml.WriteAttributeString("xmlns", "v", null, v);
        xml.WriteAttributeString("xmlns", "o", null, o);
        xml.WriteAttributeString("xmlns", "x", null, x);
        xml.WriteStartElement("v", "shapetype", v);
        xml.WriteAttributeString("id", "note");
        xml.WriteAttributeString("coordsize", "21600,21600");
        xml.WriteAttributeString("o", "spt", o, "202");
        xml.WriteAttributeString("path", "m,l,21600r21600,l21600,xe");
        xml.WriteEndElement();
        foreach (var (at, (row, column, _)) in notes.Index())
        {
            xml.WriteStartElement("v", "shape", v);
            xml.WriteAttributeString("id", string.Create(CultureInfo.InvariantCulture, $"n{at}"));
            xml.WriteAttributeString("type", "#note");
            xml.WriteAttributeString("style", "position:absolute;width:260pt;height:80pt;visibility:hidden");
            xml.WriteAttributeString("fillcolor", "#fffbe6");
            xml.WriteStartElement("x", "ClientData", x);
            xml.WriteAttributeString("ObjectType", "Note");
            xml.WriteElementString("x", "MoveWithCells", x, "");
            xml.WriteElementString("x", "SizeWithCells", x, "");
            xml.WriteElementString("x", "Anchor", x, string.Create(CultureInfo.InvariantCulture, $"{column + 1}, 10, {row}, 4, {column + 6}, 10, {row + 4}, 4"));
            xml.WriteElementString("x", "AutoFill", x, "False");
            xml.WriteElementString("x", "Row", x, row.ToString(CultureInfo.InvariantCulture));
            xml.WriteElementString("x", "Column", x, column.ToString(CultureInfo.InvariantCulture));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }
}
