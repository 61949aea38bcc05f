namespace EvaluationPortal.Core.Storage.Evidence;

/// <summary>OFD (GB/T 33190): the national format of fixed pages.</summary>
internal static class OfdFile
{
    private const string Broken = "OFD文件内部结构不完整，可能已损坏。请重新导出后上传。";

    public static Inspected Inspect(ZipContainer container, ZipPart main)
    {
        if (PartXml.Elements(container.Read(main)) is not [{ Name.LocalName: "OFD" }, ..] elements) return Inspected.No(Broken);
        return elements.Exists(e => e.Name.LocalName == "DocBody") ? Inspected.Of(FileKind.Ofd) : Inspected.No(Broken);
    }
}
