using System.Collections.Immutable;

namespace EvaluationPortal.Core.Storage.Evidence;

/// <summary>A kind of file that is taken as evidence (佐证材料), known by its content.</summary>
/// <param name="Code">As stored, e.g. <c>pdf</c>; never changes.</param>
/// <param name="Name">As screens call it.</param>
/// <param name="Extensions">Those such a file may have, without a dot; the first is given to one with another.</param>
/// <param name="MediaType">What it is served as.</param>
/// <param name="View">How a browser shows it.</param>
public sealed record FileKind(string Code, string Name, ImmutableArray<string> Extensions, string MediaType, FileView View = FileView.None)
{
    public static readonly FileKind Pdf = new("pdf", "PDF", ["pdf"], "application/pdf", FileView.Pdf);
    public static readonly FileKind Ofd = new("ofd", "OFD版式文件", ["ofd"], "application/ofd");
    public static readonly FileKind Docx = new("docx", "Word文档", ["docx"], "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    public static readonly FileKind Xlsx = new("xlsx", "Excel表格", ["xlsx"], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    public static readonly FileKind Pptx = new("pptx", "PowerPoint演示文稿", ["pptx"], "application/vnd.openxmlformats-officedocument.presentationml.presentation");

    /// <summary>WPS文字 writes the same format, under its own extension.</summary>
    public static readonly FileKind Doc = new("doc", "Word或WPS文字文档", ["doc", "wps"], "application/msword");

    /// <summary>The same of WPS表格.</summary>
    public static readonly FileKind Xls = new("xls", "Excel或WPS表格", ["xls", "et"], "application/vnd.ms-excel");

    /// <summary>The same of WPS演示.</summary>
    public static readonly FileKind Ppt = new("ppt", "PowerPoint或WPS演示文稿", ["ppt", "dps"], "application/vnd.ms-powerpoint");

    public static readonly FileKind Odt = new("odt", "ODF文本文档", ["odt"], "application/vnd.oasis.opendocument.text");
    public static readonly FileKind Ods = new("ods", "ODF表格", ["ods"], "application/vnd.oasis.opendocument.spreadsheet");
    public static readonly FileKind Odp = new("odp", "ODF演示文稿", ["odp"], "application/vnd.oasis.opendocument.presentation");
    public static readonly FileKind Jpeg = new("jpg", "JPEG图片", ["jpg", "jpeg"], "image/jpeg", FileView.Image);
    public static readonly FileKind Png = new("png", "PNG图片", ["png"], "image/png", FileView.Image);
    public static readonly FileKind Gif = new("gif", "GIF图片", ["gif"], "image/gif", FileView.Image);
    public static readonly FileKind Bmp = new("bmp", "BMP图片", ["bmp"], "image/bmp", FileView.Image);
    public static readonly FileKind Webp = new("webp", "WebP图片", ["webp"], "image/webp", FileView.Image);

    /// <summary>Browsers show none.</summary>
    public static readonly FileKind Tiff = new("tif", "TIFF图片", ["tif", "tiff"], "image/tiff");

    /// <summary>What telephones take; most browsers show none.</summary>
    public static readonly FileKind Heic = new("heic", "HEIC图片", ["heic", "heif"], "image/heic");

    /// <summary>Every kind there is.</summary>
    public static ImmutableArray<FileKind> All { get; } = [Pdf, Ofd, Docx, Xlsx, Pptx, Doc, Xls, Ppt, Odt, Ods, Odp, Jpeg, Png, Gif, Bmp, Webp, Tiff, Heic];

    /// <summary>The kinds as people are told of them.</summary>
    public const string Named = "PDF、OFD、Word、Excel、PowerPoint、WPS文件和图片（含HEIC）";

    /// <summary>What a scanner makes: a stamped page can be in it.</summary>
    public bool IsScan => this == Pdf || this == Ofd || MediaType.StartsWith("image/", StringComparison.Ordinal);

    /// <summary>The kind of a stored file's name, whose extension is always one of its kind's; null where there is none.</summary>
    public static FileKind? OfName(string name) => All.FirstOrDefault(kind => kind.Extensions.Contains(Path.GetExtension(name).TrimStart('.').ToLowerInvariant()));

    /// <summary>The kind with that code, or null.</summary>
    public static FileKind? Find(string code) => All.FirstOrDefault(kind => kind.Code == code);
}

/// <summary>How a browser shows a file by itself.</summary>
public enum FileView
{
    /// <summary>Not at all: it is saved.</summary>
    None = 0,

    /// <summary>As an image.</summary>
    Image = 1,

    /// <summary>In its PDF viewer.</summary>
    Pdf = 2,
}
