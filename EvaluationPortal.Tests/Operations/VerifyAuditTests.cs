using System.Text;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;
using EvaluationPortal.Tests.Web;

namespace EvaluationPortal.Tests.Operations;

public sealed class VerifyAuditTests(Databases databases)
{
    [Fact]
    public async Task A_trail_in_order_ends_with_its_length_and_hash_also_beside_a_server()
    {
        using var data = new TemporaryDirectory();
        await using var portal = await PortalProcess.ServeAsync(data.Path);
        var (exitCode, output, errors) = await Verify(data.Path);
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Matches("^审计记录完整，共1条，(与1个锚点相符|没有锚点可比对)。哈希：[0-9a-f]{64}\n$", output);
    }

    [Fact]
    public async Task The_first_broken_entry_is_named()
    {
        await using var records = await databases.CopyAsync(Provider.Sqlite, withPersonas: true);
        await records.LoadAsync();
        Assert.IsType<Saved>(await records.EditAsync("reviewer-1", Records.Edit("sijing", "1.4", new Level(1))));
        await records.DropTriggersAsync();
        await records.ExecuteAsync("UPDATE audit SET after = '{\"level\":2}' WHERE sequence = 2");
        await records.CloseConnections();
        var (exitCode, output, errors) = await Verify(Path.GetDirectoryName(records.File)!);
        Assert.Equal((1, ""), (exitCode, errors));
        Assert.Equal("审计记录有问题。第2条被改动：内容与它的哈希不符。之前的1条完整。\n", output);
    }

    [Fact]
    public async Task A_trail_made_anew_is_noticed_by_the_anchors_beside_it()
    {
        await using var records = await databases.CopyAsync(Provider.Sqlite, withPersonas: false);
        await records.NoteAsync(3);
        await records.Anchors.AppendHeadAsync(records);
        await records.RewriteAsync(3);
        Assert.Null((await records.VerifyAsync()).Fault);
        await records.CloseConnections();
        var (exitCode, output, errors) = await Verify(Path.GetDirectoryName(records.File)!);
        Assert.Equal((1, ""), (exitCode, errors));
        Assert.Contains("审计记录有问题。第4条与锚点文件第1行不符", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_page_is_named_by_the_entry_that_cannot_be_read()
    {
        await using var records = await databases.CopyAsync(Provider.Sqlite, withPersonas: true);
        await records.LoadAsync();
        var seen = 0L;
        foreach (var at in Enumerable.Range(0, 40))
        {
            var judged = new Judged(5.5m, $"第{at}次：{new string('因', 400)}");
            seen = Assert.IsType<Saved>(await records.EditAsync("reviewer-1", Records.Edit("sijing", "9.1", judged, seen))).Version;
        }
        await records.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        await records.CloseConnections();
        SpoilPageOf("第20次", records.File);
        var (exitCode, output, errors) = await Verify(Path.GetDirectoryName(records.File)!);
        Assert.Equal((1, ""), (exitCode, errors));
        Assert.Matches("^审计记录有问题。第[1-9][0-9]条被改动：内容无法读取", output);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_said_in_one_sentence()
    {
        string[] nowhere = ["--Storage:Provider", "postgres", "--Storage:ConnectionString", "Host=/nowhere;Database=portal;Username=portal"];
        foreach (var command in (string[][])[["verify-audit"], ["export-report-cards", "--out", "never"]])
        {
            var (exitCode, output, errors) = await PortalProcess.RunAsync([.. command, .. nowhere]);
            Assert.Equal((1, ""), (exitCode, output));
            Assert.StartsWith("数据库无法读取（", errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_there_is_no_database_it_says_so_and_makes_none()
    {
        using var data = new TemporaryDirectory();
        var (exitCode, output, errors) = await Verify(data.Path);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(data.Path, errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(data.Path));
    }

    [Fact]
    public async Task A_database_without_any_entry_is_not_the_one_that_was_meant()
    {
        using var data = new TemporaryDirectory();
        await PortalDatabase.Sqlite(Path.Combine(data.Path, "portal.db")).Migrate(TestContext.Current.CancellationToken);
        var (exitCode, output, errors) = await Verify(data.Path);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith("这个数据库中还没有数据", errors, StringComparison.Ordinal);
    }

    /// <summary>Makes the page that holds the text no page at all.</summary>
    private static void SpoilPageOf(string text, string file)
    {
        const int pageSize = 4096;
        var bytes = File.ReadAllBytes(file);
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text));
        Assert.True(at > pageSize, "not in the file");
        bytes[at / pageSize * pageSize] = 0x77;
        File.WriteAllBytes(file, bytes);
    }

    private static Task<(int ExitCode, string Output, string Errors)> Verify(string directory) => PortalProcess.RunAsync("verify-audit", "--Storage:DataDirectory", directory);
}
