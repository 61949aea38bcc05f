using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Storage.Evidence;
using EvaluationPortal.Tests.Storage;
using EvaluationPortal.Tests.Storage.Evidence;

namespace EvaluationPortal.Tests.Workflow;

public abstract class EvidenceTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private static readonly EvidencePolicy Small = new(MostBytes: 100_000, MostBytesOfUnit: 2000);

    [Fact]
    public async Task A_file_is_a_row_an_entry_and_its_content_by_digest()
    {
        using var desk = new EvidenceDesk(Records);
        var file = await desk.AddedAsync(EvidenceDesk.Liaison, EvidenceDesk.Own, EvidenceDesk.Pdf(), "情况说明.PDF");
        Assert.Equal(("情况说明.pdf", "pdf", "朱敏", EvidenceDesk.Own, false), (file.Name, file.Kind.Code, file.By, file.Address, file.IsRemoved));
        Assert.Equal(Path.Combine(desk.Folder, file.Sha256[..2], file.Sha256), Assert.Single(desk.Stored));
        var (row, entry) = (Assert.Single(await desk.RowsAsync()), Assert.Single(await desk.EntriesAsync()));
        Assert.Equal((file.Id, "yueyang", "1.1", Source.Self, file.Sha256, EvidenceDesk.Liaison, entry.Sequence), (row.Id, row.Unit, row.Indicator, row.Source, row.Sha256, row.By, row.Version));
        Assert.Equal((AuditKinds.EvidenceAdded, "yueyang", "1.1", Source.Self), (entry.Kind, entry.Unit, entry.Indicator, entry.Source!.Value));
        Assert.Equal(file.Bytes, StoredEvidence.Find(entry.After)!.Bytes);
        Assert.Null(await desk.VerifyAsync());
    }

    [Fact]
    public async Task The_same_content_in_the_same_place_again_is_the_file_that_is_there()
    {
        using var desk = new EvidenceDesk(Records);
        var first = await desk.AddedAsync(EvidenceDesk.Liaison, EvidenceDesk.Own, EvidenceDesk.Pdf());
        Assert.Equal(first, await desk.AddedAsync(EvidenceDesk.Liaison, EvidenceDesk.Own, EvidenceDesk.Pdf(), "另一个名字.pdf"));
        var elsewhere = await desk.AddedAsync(EvidenceDesk.Liaison, EvidenceDesk.At("yueyang", "2.2"), EvidenceDesk.Pdf());
        Assert.NotEqual(first.Id, elsewhere.Id);
        Assert.Equal(2, (await desk.RowsAsync()).Count);
        Assert.Single(desk.Stored);
    }

    [Fact]
    public async Task Same_uploads_at_once_are_one_content_and_one_row_a_place()
    {
        using var desk = new EvidenceDesk(Records);
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => desk.AddedAsync(n % 2 == 0 ? EvidenceDesk.Liaison : EvidenceDesk.Other, EvidenceDesk.At(n % 2 == 0 ? "yueyang" : "sijing", "1.1"), EvidenceDesk.Pdf())));
        Assert.Equal(2, added.Select(f => f.Id).Distinct().Count());
        Assert.Equal(["sijing", "yueyang"], (await desk.RowsAsync()).Select(r => r.Unit).Order());
        Assert.Single(desk.Stored);
        Assert.Null(await desk.VerifyAsync());
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_refused_at_its_first_byte_too_many()
    {
        using var desk = new EvidenceDesk(Records, Small);
        var endless = new EndlessStream();
        var added = await desk.AddAsync(EvidenceDesk.Liaison, EvidenceDesk.Own, endless);
        Assert.Contains("文件超过97.7 KB", added.Why, StringComparison.Ordinal);
        Assert.True(endless.Given < Small.MostBytes + 1_000_000, $"{endless.Given}");
        Assert.Empty(desk.Stored);
    }

    [Fact]
    public async Task A_unit_has_a_limit_that_others_and_removed_files_do_not_count_for()
    {
        using var desk = new EvidenceDesk(Records, Small);
        var one = await desk.AddedAsync(EvidenceDesk.Liaison, EvidenceDesk.Own, EvidenceDesk.Pdf(new string('1', 900)));
        Assert.NotNull((await desk.AddAsync(EvidenceDesk.Other, EvidenceDesk.At("sijing", "1.1"), EvidenceDesk.Pdf(new string('2', 900)))).File);
        var refused = await desk.AddAsync(EvidenceDesk.Liaison, EvidenceDesk.At("yueyang", "2.2"), EvidenceDesk.Pdf(new string('3', 900)));
        Assert.Contains("岳阳街道的材料已有", refused.Why, StringComparison.Ordinal);
        Assert.Equal(2, desk.Stored.Count);
        Assert.True((await desk.Remove.Run(new(EvidenceDesk.Liaison), Records.Cycle, one.Id, Stop)).IsGranted);
        Assert.NotNull((await desk.AddAsync(EvidenceDesk.Liaison, EvidenceDesk.At("yueyang", "2.2"), EvidenceDesk.Pdf(new string('3', 900)))).File);
    }

    [Fact]
    public async Task An_upload_cut_in_the_middle_leaves_nothing()
    {
        using var desk = new EvidenceDesk(Records);
        await Assert.ThrowsAsync<IOException>(() => desk.AddAsync(EvidenceDesk.Liaison, EvidenceDesk.Own, new EndlessStream(cutAfter: 300_000)));
        Assert.Empty(desk.Stored);
        Assert.Empty(await desk.RowsAsync());
        Assert.Empty(await desk.EntriesAsync());
    }

    [Theory]
    [InlineData("Windows program")]
    [InlineData("docx with a macro project")]
    [InlineData("PDF with packed scripts")]
    public async Task A_refused_file_leaves_nothing(string what)
    {
        using var desk = new EvidenceDesk(Records);
        var (content, says) = HostileFiles.All[what];
        Assert.Contains(says, (await desk.AddAsync(EvidenceDesk.Liaison, EvidenceDesk.Own, content)).Why, StringComparison.Ordinal);
        Assert.Contains("路径", (await desk.AddAsync(EvidenceDesk.Liaison, EvidenceDesk.Own, EvidenceDesk.Pdf(), "../x.pdf")).Why, StringComparison.Ordinal);
        Assert.Empty(desk.Stored);
        Assert.Empty(await desk.RowsAsync());
    }

    [Fact]
    public async Task A_removed_file_no_longer_stands_and_can_still_be_read()
    {
        using var desk = new EvidenceDesk(Records);
        var file = await desk.AddedAsync(EvidenceDesk.Liaison, EvidenceDesk.Own, EvidenceDesk.Pdf());
        Assert.Equal("没有这份材料。", Assert.IsType<Core.Access.Denied>(await desk.Remove.Run(new(EvidenceDesk.Other), Records.Cycle, file.Id, Stop)).Why);
        Assert.True((await desk.Remove.Run(new(EvidenceDesk.Liaison), Records.Cycle, file.Id, Stop)).IsGranted);
        Assert.True((await desk.Remove.Run(new(EvidenceDesk.Liaison), Records.Cycle, file.Id, Stop)).IsGranted);
        Assert.Empty(await desk.NamesAsync(EvidenceDesk.Liaison, EvidenceDesk.Own));
        Assert.Equal([AuditKinds.EvidenceAdded, AuditKinds.EvidenceRemoved], (await desk.EntriesAsync()).Select(e => e.Kind));
        var handed = await desk.HandOutAsync(EvidenceDesk.Liaison, file.Id);
        await using (handed.Content) Assert.True(handed.File!.IsRemoved);
        Assert.Null(await desk.VerifyAsync());
        Assert.NotEqual(file.Id, (await desk.AddedAsync(EvidenceDesk.Liaison, EvidenceDesk.Own, EvidenceDesk.Pdf())).Id);
    }

    [Fact]
    public async Task Handing_out_is_on_the_trail_before_it_is_done()
    {
        using var desk = new EvidenceDesk(Records);
        var file = await desk.AddedAsync(EvidenceDesk.Liaison, EvidenceDesk.Own, EvidenceDesk.Pdf(), "说明.pdf");
        var handed = await desk.HandOutAsync("reviewer-1", file.Id);
        await using (handed.Content!)
        {
            using var content = new MemoryStream();
            await handed.Content!.CopyToAsync(content, Stop);
            Assert.Equal(EvidenceDesk.Pdf(), content.ToArray());
        }

        var entry = (await desk.EntriesAsync())[^1];
        Assert.Equal((AuditKinds.EvidenceDownloaded, "reviewer-1", "yueyang", "1.1"), (entry.Kind, entry.By, entry.Unit, entry.Indicator));
        Assert.Equal(new EventDetails("10.0.0.7", File: "说明.pdf", Evidence: file.Id), EventDetails.Read(entry.After));
    }

    [Theory]
    [InlineData(Stage.Setup, "“年度准备”阶段，不能增减材料")]
    [InlineData(Stage.Final, "“审定”阶段，不能增减材料")]
    [InlineData(Stage.Published, "“结果公开”阶段，不能增减材料")]
    public async Task Nothing_is_added_or_removed_outside_the_stages_for_it(Stage stage, string says)
    {
        using var desk = new EvidenceDesk(Records);
        var file = await desk.AddedAsync(EvidenceDesk.Liaison, EvidenceDesk.Own, EvidenceDesk.Pdf());
        await Records.Ledger.Write(async t =>
        {
            await t.ChangeCycle(new("administrator"), Records.Cycle, row => row.Stage = stage, _ => { }, Stop);
            return 0;
        }, Stop);
        // Memory still has the stage before: what is asked in the transaction decides.
        Assert.Contains(says, (await desk.AddAsync(EvidenceDesk.Liaison, EvidenceDesk.At("yueyang", "2.2"), EvidenceDesk.Pdf())).Why, StringComparison.Ordinal);
        Assert.Contains(says, Assert.IsType<Core.Access.Denied>(await desk.Remove.Run(new(EvidenceDesk.Liaison), Records.Cycle, file.Id, Stop)).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE evidence SET name = 'other.pdf'")]
    [InlineData("UPDATE evidence SET bytes = 1")]
    [InlineData("UPDATE evidence SET unit = 'sijing'")]
    [InlineData("UPDATE evidence SET source = 2")]
    [InlineData("UPDATE evidence SET \"by\" = 'leader'")]
    [InlineData("UPDATE evidence SET removed_at = 5")]
    [InlineData("UPDATE evidence SET version = 1")]
    [InlineData("DELETE FROM evidence")]
    public async Task A_row_changed_beside_the_ledger_is_named(string statement)
    {
        using var desk = new EvidenceDesk(Records);
        await desk.AddedAsync(EvidenceDesk.Liaison, EvidenceDesk.Own, EvidenceDesk.Pdf());
        await Records.ExecuteAsync(statement);
        Assert.Equal((AuditFaultKind.RowDiffers, (await desk.EntriesAsync())[0].Sequence), ((await desk.VerifyAsync()) is { } fault ? (fault.Kind, fault.Sequence) : default));
    }

    [Fact]
    public async Task A_missing_or_changed_file_is_named()
    {
        using var desk = new EvidenceDesk(Records);
        await desk.AddedAsync(EvidenceDesk.Liaison, EvidenceDesk.Own, EvidenceDesk.Pdf());
        await File.AppendAllTextAsync(desk.Stored[0], "x", Stop);
        Assert.Contains("（材料.pdf）的文件内容被改动", (await desk.VerifyAsync())!.What, StringComparison.Ordinal);
        File.Delete(desk.Stored[0]);
        Assert.Contains("（材料.pdf）的文件缺失", (await desk.VerifyAsync())!.What, StringComparison.Ordinal);
        Assert.Contains("的文件缺失", (await desk.HandOutAsync(EvidenceDesk.Liaison, (await desk.RowsAsync())[0].Id)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_content_whose_row_was_not_written_goes_at_the_next_start()
    {
        using var desk = new EvidenceDesk(Records);
        await desk.AddedAsync(EvidenceDesk.Liaison, EvidenceDesk.Own, EvidenceDesk.Pdf());
        var kept = Assert.Single(desk.Stored);
        var known = (await desk.RowsAsync()).Select(r => r.Sha256).ToHashSet();
        using var stays = await desk.Store.Receive(new MemoryStream(EvidenceDesk.Pdf("never written")), 10_000, Stop);
        desk.Store.Keep(stays!);
        await desk.Store.Receive(new MemoryStream(EvidenceDesk.Pdf("still coming in")), 10_000, Stop);
        Assert.Equal(3, desk.Stored.Count);
        Assert.Equal(2, desk.Store.Sweep(known));
        Assert.Equal(kept, Assert.Single(desk.Stored));
    }

    /// <summary>Gives PDF-like bytes for ever, or breaks off as a cut connection does.</summary>
    private sealed class EndlessStream(long cutAfter = long.MaxValue) : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Given >= cutAfter) throw new IOException("The client reset the request stream.");
            buffer.Span.Fill((byte)'%');
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}

public sealed class EvidenceOnSqliteTests(Databases databases) : EvidenceTests(Provider.Sqlite, databases);

public sealed class EvidenceOnPostgresTests(Databases databases) : EvidenceTests(Provider.Postgres, databases);
