namespace EvaluationPortal.Core.Storage.Evidence;

/// <summary>Word, Excel and PowerPoint files of 2007 and after (ISO/IEC 29500).</summary>
internal static class OoxmlFile
{
    private const string Broken = "文件内部结构不完整，可能已损坏。请用Office或WPS打开后重新保存，再上传。";
    private const string Macro = "文件中有宏，不能上传。请另存为不带宏的docx、xlsx或pptx后上传。";

    private static readonly Dictionary<string, FileKind> Mains = new(StringComparer.Ordinal)
    {
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"] = FileKind.Docx,
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"] = FileKind.Xlsx,
        ["application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"] = FileKind.Pptx,
    };

    /// <summary>Relations that make the program fetch or start what they name when the document is opened; links people click are not among them.</summary>
    private static readonly string[] Fetched = ["attachedTemplate", "oleObject", "frame", "subDocument", "control", "package", "aFChunk", "mailMergeSource"];

    public static Inspected Inspect(ZipContainer container)
    {
        var types = PartXml.Elements(container.Read(container.Find("[Content_Types].xml")!.Value));
        var relations = container.Find("_rels/.rels") is { } root ? PartXml.Elements(container.Read(root)) : null;
        if (types is null || relations is null) return Inspected.No(Broken);
        var contentTypes = types.Where(e => e.Name.LocalName is "Override" or "Default").Select(e => (Of: e, Type: (string?)e.Attribute("ContentType") ?? "")).ToList();
        if (HasMacro(container, contentTypes.Select(t => t.Type))) return Inspected.No(Macro);
        var main = relations.FirstOrDefault(e => e.Name.LocalName == "Relationship" && IsOfType(e, "officeDocument"))?.Attribute("Target")?.Value.TrimStart('/');
        if (main is null || container.Find(main) is null) return Inspected.No(Broken);
        var type = contentTypes.FirstOrDefault(t => string.Equals(((string?)t.Of.Attribute("PartName"))?.TrimStart('/'), main, StringComparison.OrdinalIgnoreCase)).Type
            ?? contentTypes.FirstOrDefault(t => (string?)t.Of.Attribute("Extension") == "xml").Type;
        if (type is null || !Mains.TryGetValue(type, out var kind)) return Inspected.No("这是模板、放映文件或其他Office文件。请另存为docx、xlsx或pptx后上传。");
        return Outside(container) is { } why ? Inspected.No(why) : Inspected.Of(kind);
    }

    private static bool HasMacro(ZipContainer container, IEnumerable<string> types) =>
        types.Any(t => t.Contains("macro", StringComparison.OrdinalIgnoreCase) || t.Contains("vbaProject", StringComparison.OrdinalIgnoreCase) || t.Contains("activeX", StringComparison.OrdinalIgnoreCase))
        || container.Parts.Any(p => IsMacroPart(p.Name));

    private static bool IsMacroPart(string name) =>
        name.Contains("vbaProject", StringComparison.OrdinalIgnoreCase) || name.Contains("vbaData", StringComparison.OrdinalIgnoreCase)
        || name.Contains("/macrosheets/", StringComparison.OrdinalIgnoreCase) || name.Contains("/dialogsheets/", StringComparison.OrdinalIgnoreCase)
        || name.Contains("/activeX/", StringComparison.OrdinalIgnoreCase) || name.Contains("/customUI/", StringComparison.OrdinalIgnoreCase) || name.StartsWith("customUI/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Why a relation to something outside the file is refused; null where none is.</summary>
    private static string? Outside(ZipContainer container)
    {
        foreach (var part in container.Parts.Where(p => p.Extension == "rels"))
        {
            if (PartXml.Elements(container.Read(part)) is not { } relations) return Broken;
            if (relations.Any(r => string.Equals((string?)r.Attribute("TargetMode"), "External", StringComparison.OrdinalIgnoreCase) && Array.Exists(Fetched, f => IsOfType(r, f))))
            {
                return "文件打开时会从外部取用模板或对象，不能上传。请断开外部链接、去掉外部模板后重新保存，再上传。";
            }
        }

        return null;
    }

    private static bool IsOfType(System.Xml.Linq.XElement relation, string type) => ((string?)relation.Attribute("Type"))?.EndsWith("/" + type, StringComparison.OrdinalIgnoreCase) == true;
}
