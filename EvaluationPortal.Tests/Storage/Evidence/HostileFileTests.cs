using EvaluationPortal.Core.Storage.Evidence;

namespace EvaluationPortal.Tests.Storage.Evidence;

/// <summary>Files that try something, or that nobody could open: each is refused by what it is, whatever it is called, with what to do.</summary>
public sealed class HostileFileTests
{
    /// <summary>Issue 4 asks for so many.</summary>
    private const int Asked = 60;

    public static TheoryData<string> Names => [.. HostileFiles.All.Keys];

    /// <summary>Names that try something, each with what its refusal has to say.</summary>
    public static TheoryData<string, string> BadNames => new()
    {
        { "../../etc/passwd.pdf", "路径" }, { "..\\..\\windows\\x.pdf", "路径" }, { "/etc/x.pdf", "路径" }, { "C:\\x.pdf", "路径" }, { "C:x.pdf", "路径" }, { "附件/x.pdf", "路径" }, { "..", "路径" }, { "", "路径" }, { " . ", "路径" },
        { "报告\u202Efdp.exe", "控制字符" }, { "报告\u2066x.pdf", "控制字符" }, { "x\0.pdf", "控制字符" }, { "x\r\nSet-Cookie: a=b.pdf", "控制字符" }, { "x\u001B[2J.pdf", "控制字符" }, { "x\u2028.pdf", "控制字符" }, { "\ud800.pdf", "控制字符" },
        { "CON.pdf", "系统保留的名称" }, { "nul", "系统保留的名称" }, { "com1.docx", "系统保留的名称" }, { "LPT9.tar.pdf", "系统保留的名称" }, { "aux .pdf", "系统保留的名称" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_refused_with_what_to_do(string what)
    {
        var (content, says) = HostileFiles.All[what];
        var why = Assert.IsType<Inspected.Refused>(FileInspection.Of(content)).Why;
        Assert.Contains(says, why, StringComparison.Ordinal);
        Assert.EndsWith("。", why, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BadNames))]
    public void A_name_that_tries_something_is_refused(string name, string says) => Assert.Contains(says, EvidenceName.Fault(name), StringComparison.Ordinal);

    [Fact]
    public void There_are_as_many_as_were_asked_for() => Assert.True(HostileFiles.All.Count >= Asked, $"{HostileFiles.All.Count}");

    /// <summary>No refusal rests on a file being sound: cut anywhere or with any byte changed it is answered, never thrown at.</summary>
    [Theory]
    [MemberData(nameof(LegalFileTests.Names), MemberType = typeof(LegalFileTests))]
    public void A_damaged_file_is_answered(string what)
    {
        var content = LegalFiles.All[what].Content;
        var random = new Random(what.Length);
        for (var times = 0; times < 300; times++)
        {
            byte[] damaged = times % 2 == 0 ? content[..random.Next(content.Length)] : [.. content];
            if (damaged.Length > 0 && times % 2 == 1) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            Assert.NotNull(FileInspection.Of(damaged));
        }
    }
}
