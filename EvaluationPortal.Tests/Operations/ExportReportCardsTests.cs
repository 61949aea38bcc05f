using EvaluationPortal.Tests.Web;

namespace EvaluationPortal.Tests.Operations;

public sealed class ExportReportCardsTests(Portal portal) : IClassFixture<Portal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Beside_a_running_portal_it_writes_what_the_portal_serves_and_nothing_else()
    {
        using var directory = new TemporaryDirectory();
        var (exitCode, output, errors) = await Export(directory, "--unit", "yueyang");
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("已导出1份反馈单", output, StringComparison.Ordinal);
        var file = Assert.Single(Directory.GetFiles(directory.Path));
        Assert.Equal("2022-岳阳街道-反馈单.pdf", Path.GetFileName(file));
        using var client = await portal.ClientAsync("leader");
        Assert.Equal(await client.GetByteArrayAsync("/2022/units/yueyang/report-card.pdf", Stop), await File.ReadAllBytesAsync(file, Stop));
    }

    [Fact]
    public async Task All_units_are_written_when_none_is_named()
    {
        using var directory = new TemporaryDirectory();
        var (exitCode, _, _) = await Export(directory);
        Assert.Equal(0, exitCode);
        Assert.Equal(50, Directory.GetFiles(directory.Path, "2022-*-反馈单.pdf").Length);
        Assert.Equal(50, Directory.GetFileSystemEntries(directory.Path).Length);
    }

    [Theory]
    [InlineData("--unit", "nowhere", "yueyang（岳阳街道）")]
    [InlineData("--cycle", "1999", "可填：2022")]
    public async Task What_does_not_exist_is_refused_and_the_legal_values_named(string option, string value, string legal)
    {
        using var directory = new TemporaryDirectory();
        var (exitCode, output, errors) = await Export(directory, option, value);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(value, errors, StringComparison.Ordinal);
        Assert.Contains(legal, errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task An_empty_data_directory_is_told_and_left_empty()
    {
        using var directory = new TemporaryDirectory();
        var (exitCode, _, errors) = await PortalProcess.RunAsync("export-report-cards", "--out", Path.Combine(directory.Path, "out"), "--Storage:DataDirectory", directory.Path);
        Assert.Equal(1, exitCode);
        Assert.Contains("还没有数据", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task A_directory_that_cannot_be_written_is_told_in_one_sentence()
    {
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "file");
        await File.WriteAllTextAsync(file, "", Stop);
        var (exitCode, _, errors) = await PortalProcess.RunAsync("export-report-cards", "--out", Path.Combine(file, "out"), "--unit", "yueyang", "--Storage:DataDirectory", portal.DataDirectory);
        Assert.Equal(1, exitCode);
        Assert.Contains("无法写入目录", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Errors)> Export(TemporaryDirectory directory, params string[] args) =>
        PortalProcess.RunAsync(["export-report-cards", "--out", directory.Path, "--Storage:DataDirectory", portal.DataDirectory, .. args]);
}
