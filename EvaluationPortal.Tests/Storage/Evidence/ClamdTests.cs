using EvaluationPortal.Core.Storage.Evidence;
using EvaluationPortal.Tests.Workflow;

namespace EvaluationPortal.Tests.Storage.Evidence;

/// <summary>The virus scanner: a real clamd where the machine has one, and one that speaks its protocol for what a real one would not say.</summary>
public sealed class ClamdTests(Databases databases)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_real_clamd_finds_what_it_knows_and_passes_the_rest()
    {
        Assert.SkipUnless(RealClamd.IsInstalled, RealClamd.Missing);
        await using var clamd = await RealClamd.StartAsync(Stop);
        await using var records = await RecordsAsync();
        using var desk = new EvidenceDesk(records, EvidencePolicy.Default with { Clamd = clamd.Address });
        Assert.NotNull((await desk.AddAsync(EvidenceDesk.Liaison, EvidenceDesk.Own, EvidenceDesk.Pdf("nothing"))).File);
        var refused = await desk.AddAsync(EvidenceDesk.Liaison, EvidenceDesk.Own, EvidenceDesk.Pdf(RealClamd.Virus));
        Assert.Contains("查出病毒（Portal.Test", refused.Why, StringComparison.Ordinal);
        Assert.Single(desk.Stored);
    }

    [Fact]
    public async Task A_file_too_long_for_a_real_clamd_is_not_taken_for_clean()
    {
        Assert.SkipUnless(RealClamd.IsInstalled, RealClamd.Missing);
        await using var clamd = await RealClamd.StartAsync(Stop);
        await Assert.ThrowsAsync<ClamdSilentException>(() => new Clamd(clamd.Address, TimeProvider.System).Scan(new MemoryStream(new byte[5_000_000]), Stop));
    }

    [Fact]
    public async Task Over_TCP_the_whole_file_arrives_in_its_chunks()
    {
        await using var clamd = new SpokenClamd("stream: OK");
        byte[] content = [.. Enumerable.Range(0, 300_000).Select(n => (byte)(n % 251))];
        Assert.Null(await new Clamd(clamd.Address, TimeProvider.System).Scan(new MemoryStream(content), Stop));
        Assert.Equal(content, clamd.Received);
    }

    [Theory]
    [InlineData("stream: Eicar-Test-Signature FOUND", "Eicar-Test-Signature")]
    [InlineData("stream: 名称 FOUND", "名称")]
    public async Task What_was_found_is_named(string answer, string named)
    {
        await using var clamd = new SpokenClamd(answer);
        Assert.Equal(named, await new Clamd(clamd.Address, TimeProvider.System).Scan(new MemoryStream([1, 2, 3]), Stop));
    }

    [Theory]
    [InlineData("INSTREAM size limit exceeded. ERROR")]
    [InlineData("UNKNOWN COMMAND")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Any_other_answer_is_none(string? answer)
    {
        await using var clamd = new SpokenClamd(answer);
        await Assert.ThrowsAsync<ClamdSilentException>(() => new Clamd(clamd.Address, TimeProvider.System).Scan(new MemoryStream([1, 2, 3]), Stop));
    }

    [Fact]
    public async Task Without_an_answer_a_file_is_refused_or_by_setting_taken_and_its_entry_says_so()
    {
        var nobody = ClamdAddress.Parse("unix:///nowhere/clamd.socket")!;
        await using var records = await RecordsAsync();
        using (var strict = new EvidenceDesk(records, EvidencePolicy.Default with { Clamd = nobody }))
        {
            Assert.Contains("病毒检查服务没有应答，暂时不能上传", (await strict.AddAsync(EvidenceDesk.Liaison, EvidenceDesk.Own, EvidenceDesk.Pdf())).Why, StringComparison.Ordinal);
            Assert.Empty(strict.Stored);
        }

        using var lenient = new EvidenceDesk(records, EvidencePolicy.Default with { Clamd = nobody, AcceptsUnscanned = true });
        Assert.NotNull((await lenient.AddAsync(EvidenceDesk.Liaison, EvidenceDesk.Own, EvidenceDesk.Pdf())).File);
        Assert.Equal("未经病毒检查：检查服务没有应答", Assert.Single(await lenient.EntriesAsync()).Reason);
    }

    [Theory]
    [InlineData("tcp://127.0.0.1:3310", "tcp://127.0.0.1:3310")]
    [InlineData("unix:///run/clamav/clamd.ctl", "unix:///run/clamav/clamd.ctl")]
    [InlineData("tcp://127.0.0.1", null)]
    [InlineData("http://127.0.0.1:3310", null)]
    [InlineData("tcp://user@127.0.0.1:3310", null)]
    [InlineData("/run/clamav/clamd.ctl", null)]
    public void An_address_is_one_of_two_forms(string text, string? read) => Assert.Equal(read, ClamdAddress.Parse(text)?.ToString());

    private async Task<Records> RecordsAsync()
    {
        var records = await databases.CopyAsync(Provider.Sqlite, withPersonas: true);
        await records.LoadAsync();
        return records;
    }
}
