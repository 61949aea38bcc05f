using System.Buffers.Binary;

namespace EvaluationPortal.Core.Storage.Evidence;

/// <summary>Office files before 2007, and those of WPS: told apart by their main stream, refused with macros or packed-in files.</summary>
internal static class OldOfficeFile
{
    private const string Broken = "文件内部结构不完整，可能已损坏。请用Office或WPS打开后重新保存，再上传。";
    private const string Macro = "文件中有宏，不能上传。请另存为不带宏的docx、xlsx或pptx后上传。";
    private const string Packed = "文件里嵌有其他程序打开的对象，不能上传。请把嵌入的文件另存后单独上传。";
    private const string Protected = "文件已加密，评审人员打不开。请取消密码后重新保存，再上传。";

    private static readonly string[] MacroNames = ["_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "Macros", "PROJECTwm", "_SRP_0"];

    public static Inspected Inspect(byte[] bytes)
    {
        if (CompoundFile.Read(bytes) is not { } file) return Inspected.No(Broken);
        if (file.Find("EncryptedPackage") is not null || file.Find("EncryptionInfo") is not null) return Inspected.No(Protected);
        if (Acts(file) is { } why) return Inspected.No(why);
        if (file.Find("WordDocument") is { } word) return Document(file, word);
        if ((file.Find("Workbook") ?? file.Find("Book")) is { } book) return Workbook(file, book);
        if (file.Find("PowerPoint Document") is { } slides) return Slides(file, slides);
        return Inspected.No(file.Find("__properties_version1.0") is not null
            ? "这是邮件文件。请把邮件打印为PDF，附件单独上传。"
            : "这是安装程序或其他软件的文件，不能上传。请另存为PDF、Word或Excel后上传。");
    }

    /// <summary>Why an object embedded in a newer document is refused; null where it is not.</summary>
    public static string? Embedded(byte[] bytes) => CompoundFile.Read(bytes) is { } file ? Acts(file) : Broken;

    private static string? Acts(CompoundFile file)
    {
        if (file.Entries.Any(e => Array.Exists(MacroNames, m => string.Equals(e.Name, m, StringComparison.OrdinalIgnoreCase)))) return Macro;
        // Packager's and the equation editor's objects: what most attacks by old documents came in.
        return file.Entries.Any(e => e.Name.EndsWith("Ole10Native", StringComparison.OrdinalIgnoreCase) || e.Name.EndsWith("Equation Native", StringComparison.OrdinalIgnoreCase)) ? Packed : null;
    }

    /// <summary>MS-DOC 2.5.1: wIdent, then at 10 the flags with fEncrypted.</summary>
    private static Inspected Document(CompoundFile file, CompoundEntry word)
    {
        if (file.Content(word) is not { Length: >= 32 } content || BinaryPrimitives.ReadUInt16LittleEndian(content) is not (0xA5EC or 0xA5DC)) return Inspected.No(Broken);
        return (BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(10)) & 0x0100) != 0 ? Inspected.No(Protected) : Inspected.Of(FileKind.Doc);
    }

    /// <summary>MS-XLS: records of type, length and content; BoundSheet8 (2.4.28) says which sheets are macros.</summary>
    private static Inspected Workbook(CompoundFile file, CompoundEntry book)
    {
        const int beginOfFile = 0x0809, oldBegin = 0x0009, boundSheet = 0x0085, filePass = 0x002F, endOfFile = 0x000A;
        if (file.Content(book) is not { Length: >= 8 } content || Record(content, 0).Type is not (beginOfFile or oldBegin or 0x0209 or 0x0409)) return Inspected.No(Broken);
        for (var at = 0; at + 4 <= content.Length;)
        {
            var (type, length) = Record(content, at);
            if (at + 4 + length > content.Length) return Inspected.No(Broken);
            if (type == filePass) return Inspected.No(Protected);
            if (type == boundSheet && length >= 6 && content[at + 4 + 5] is 1 or 6) return Inspected.No(Macro);
            if (type == endOfFile) break;
            at += 4 + length;
        }

        return Inspected.Of(FileKind.Xls);
    }

    private static (int Type, int Length) Record(byte[] content, int at) => (BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(at)), BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(at + 2)));

    /// <summary>MS-PPT: a tree of records, walked flat: containers are entered, others passed over. VBAInfoAtom (2.4.10) says where macros are and whether there are any.</summary>
    private static Inspected Slides(CompoundFile file, CompoundEntry slides)
    {
        const int vbaInfoAtom = 0x0400, container = 0x0F, aboutMacros = 8;
        if (file.Find("EncryptedSummary") is not null) return Inspected.No(Protected);
        if (file.Find("Current User") is null || file.Content(slides) is not { Length: >= 8 } content) return Inspected.No(Broken);
        for (var at = 0; at + 8 <= content.Length;)
        {
            var (version, type, length) = (content[at] & 0x0F, BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(at + 2)), BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(at + 4)));
            if (version != container && at + 8 + (long)length > content.Length) return Inspected.No(Broken);
            if (type == vbaInfoAtom && length >= aboutMacros && content.AsSpan(at + 8, aboutMacros).ContainsAnyExcept((byte)0)) return Inspected.No(Macro);
            at += 8 + (version == container ? 0 : (int)length);
        }

        return Inspected.Of(FileKind.Ppt);
    }
}
