using System.Xml;
using System.Xml.Linq;

namespace EvaluationPortal.Core.Storage.Evidence;

/// <summary>XML inside documents: without DTDs, so without entities, and without anything fetched.</summary>
internal static class PartXml
{
    private const int MostCharacters = 16 * 1024 * 1024;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostCharacters, MaxCharactersFromEntities = 0 };

    /// <summary>The elements by their local names, each with its attributes; null where it is no such XML.</summary>
    /// <remarks>Streamed: a deep document costs no stack.</remarks>
    public static List<XElement>? Elements(byte[]? content)
    {
        if (content is null) return null;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content, writable: false), Settings);
            var elements = new List<XElement>();
            while (reader.Read())
            {
                if (reader.NodeType is not XmlNodeType.Element) continue;
                var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
                while (reader.MoveToNextAttribute())
                {
                    if (reader.Prefix != "xmlns" && reader.Name != "xmlns") element.SetAttributeValue(XName.Get(reader.LocalName, reader.NamespaceURI), reader.Value);
                }

                elements.Add(element);
            }

            return elements;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
