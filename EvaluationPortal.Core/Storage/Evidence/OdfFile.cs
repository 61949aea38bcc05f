using System.Text;

namespace EvaluationPortal.Core.Storage.Evidence;

/// <summary>OpenDocument files (ISO/IEC 26300).</summary>
internal static class OdfFile
{
    private const string Prefix = "application/vnd.oasis.opendocument.";
    private const int LongestType = 100;

    public static Inspected Inspect(ZipContainer container)
    {
        var mime = container.Find("mimetype") is { Length: <= LongestType } part && container.Read(part) is { } read ? Encoding.ASCII.GetString(read).Trim() : "";
        if (!mime.StartsWith(Prefix, StringComparison.Ordinal)) return Inspected.No(Foreign.Archive);
        if (container.Parts.Any(p => p.Name.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase) || p.Name.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase)))
        {
            return Inspected.No("文件中有宏，不能上传。请去掉宏后重新保存，再上传。");
        }

        if (container.Find("META-INF/manifest.xml") is not { } manifest || PartXml.Elements(container.Read(manifest)) is not { } elements) return Inspected.No("文件内部结构不完整，可能已损坏。请重新保存后上传。");
        if (elements.Exists(e => e.Name.LocalName == "encryption-data")) return Inspected.No("文件已加密，评审人员打不开。请取消密码后重新保存，再上传。");
        return FileKind.All.FirstOrDefault(k => k.MediaType == mime) is { } kind ? Inspected.Of(kind) : Inspected.No("这种ODF文件不能上传。请另存为PDF后上传。");
    }
}
