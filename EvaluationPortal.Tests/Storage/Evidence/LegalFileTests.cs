using EvaluationPortal.Core.Storage.Evidence;

namespace EvaluationPortal.Tests.Storage.Evidence;

/// <summary>What units have is taken, by its content, under the name it should have.</summary>
public sealed class LegalFileTests
{
    public static TheoryData<string> Names => [.. LegalFiles.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_taken_for_what_it_is(string what)
    {
        var (content, kind) = LegalFiles.All[what];
        var inspected = FileInspection.Of(content);
        Assert.True(inspected == new Inspected.Taken(kind), $"{inspected}");
    }

    [Fact]
    public void Every_kind_there_is_has_a_file() => Assert.Equal(FileKind.All.Select(k => k.Code).Order(), LegalFiles.All.Values.Select(f => f.Kind.Code).Distinct().Order());

    [Theory]
    [InlineData("通知.pdf", "pdf", "通知.pdf")]
    [InlineData("通知.PDF", "pdf", "通知.pdf")]
    [InlineData("通知", "pdf", "通知.pdf")]
    [InlineData("通知.docx", "pdf", "通知.pdf")]
    [InlineData("通知.pdf.exe", "pdf", "通知.pdf")]
    [InlineData("通知.exe.js", "png", "通知.png")]
    [InlineData("报告.wps", "doc", "报告.wps")]
    [InlineData("报告.et", "xls", "报告.et")]
    [InlineData("报告.dps", "ppt", "报告.dps")]
    [InlineData("报告.doc", "xls", "报告.xls")]
    [InlineData("IMG_0001.HEIF", "heic", "IMG_0001.heif")]
    [InlineData("照片.jpeg", "jpg", "照片.jpeg")]
    [InlineData("附件1.2022年名单", "pdf", "附件1.2022年名单.pdf")]
    [InlineData("第3.1条.docx", "docx", "第3.1条.docx")]
    [InlineData("  ..通知. .pdf ", "pdf", "通知.pdf")]
    [InlineData("1:b*c?\"d<e>|f.pdf", "pdf", "1_b_c__d_e__f.pdf")]
    [InlineData("通\u200B知\u00AD.pdf", "pdf", "通知.pdf")]
    [InlineData("e\u0301.pdf", "pdf", "\u00E9.pdf")]
    [InlineData(".htaccess", "pdf", "htaccess.pdf")]
    [InlineData(".pdf", "pdf", "pdf.pdf")]
    public void A_name_gets_the_extension_of_the_content(string given, string kind, string kept)
    {
        Assert.Null(EvidenceName.Fault(given));
        Assert.Equal(kept, EvidenceName.Clean(given, FileKind.Find(kind)!));
    }

    [Fact]
    public void A_long_name_is_shortened_before_its_extension_and_never_within_a_character()
    {
        var name = EvidenceName.Clean(string.Concat(Enumerable.Repeat("𠮷", 200)) + ".docx", FileKind.Docx);
        Assert.True(name.Length <= EvidenceName.MostCharacters, name);
        Assert.EndsWith("𠮷.docx", name, StringComparison.Ordinal);
        Assert.Equal(name, EvidenceName.Clean(name, FileKind.Docx));
    }
}
