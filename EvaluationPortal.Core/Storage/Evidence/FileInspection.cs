namespace EvaluationPortal.Core.Storage.Evidence;

/// <summary>
/// Tells what a file is by its content and refuses what could act by itself. The name is not asked: an extension is no evidence of
/// anything (see <see cref="EvidenceName"/>). Bounded in time and memory whatever the content; never throws for it.
/// </summary>
public static class FileInspection
{
    /// <summary>Inspects a whole file.</summary>
    public static Inspected Of(byte[] content)
    {
        if (content.Length == 0) return Inspected.No("文件是空的，请检查后重新选择。");
        var inspected = Kind(content);
        return inspected is Inspected.Taken { Kind: var kind } && Polyglot.Fault(content, kind) is { } fault ? Inspected.No(fault) : inspected;
    }

    private static Inspected Kind(byte[] content)
    {
        ReadOnlySpan<byte> bytes = content;
        if (bytes.StartsWith("%PDF-"u8)) return PdfFile.Inspect(bytes);
        if (bytes.StartsWith("PK\x03\x04"u8)) return ZipContainer.Inspect(content);
        if (bytes.StartsWith(CompoundFile.Magic)) return OldOfficeFile.Inspect(content);
        return ImageFile.Inspect(bytes) ?? Inspected.No(Foreign.What(bytes));
    }
}
