using EvaluationPortal.Core.Storage;
using EvaluationPortal.Tests.Storage;
using EvaluationPortal.Tests.Web;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluationPortal.Tests.Operations;

public sealed class ExportReportCardsTests(Portal portal, Databases databases) : IClassFixture<Portal>
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

    [Fact]
    public async Task An_export_is_on_the_trail_with_who_ran_it_and_changes_no_card()
    {
        using var directory = new TemporaryDirectory();
        var database = portal.Services.GetRequiredService<PortalDatabase>();
        Assert.Equal(0, (await Export(directory, "--unit", "yueyang")).ExitCode);
        var first = await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(directory.Path)), Stop);
        Assert.Equal(0, (await Export(directory, "--unit", "yueyang")).ExitCode);
        Assert.Equal(first, await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(directory.Path)), Stop));
        await using var db = database.Open();
        var entry = (await StoredTrail.After(db, 0, int.MaxValue, Stop)).Last(e => e.Kind == AuditKinds.ReportCardsExported);
        Assert.Equal(("operator", "2022", "yueyang"), (entry.By, entry.Cycle, entry.Unit));
        Assert.Equal((1, Environment.UserName), (EventDetails.Read(entry.After).Cards, EventDetails.Read(entry.After).Account));
        Assert.Null((await new AuditVerification(database).Run(stop: Stop)).Fault);
    }

    [Fact]
    public async Task Where_the_database_may_not_be_written_it_exports_and_says_that_it_is_not_on_the_trail()
    {
        using var directory = new TemporaryDirectory();
        await using var records = await databases.CopyAsync(Provider.Sqlite, withPersonas: false);
        await records.ExecuteAsync("CREATE TRIGGER closed BEFORE UPDATE ON audit_head BEGIN SELECT RAISE(ABORT, 'not yours to write'); END");
        await records.CloseConnections();
        var (exitCode, output, errors) = await PortalProcess.RunAsync("export-report-cards", "--out", directory.Path, "--unit", "yueyang", "--Storage:DataDirectory", Path.GetDirectoryName(records.File)!);
        Assert.Equal(0, exitCode);
        Assert.Contains("已导出1份反馈单", output, StringComparison.Ordinal);
        Assert.Contains("没有记入审计记录", errors, StringComparison.Ordinal);
        Assert.Contains("not yours to write", errors, StringComparison.Ordinal);
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
