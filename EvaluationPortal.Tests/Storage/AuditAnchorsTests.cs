using EvaluationPortal.Core.Storage;
using EvaluationPortal.Tests.Web;

namespace EvaluationPortal.Tests.Storage;

/// <summary>What the trail itself cannot tell, the anchors beside it do.</summary>
public abstract class AuditAnchorsTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    protected override bool WithPersonas => false;

    private readonly TemporaryDirectory _directory = new();

    private string AnchorFile => Path.Combine(_directory.Path, AuditAnchors.FileName);
    private AuditAnchors Anchors => new(AnchorFile);

    [Fact]
    public async Task Anchors_of_a_trail_in_order_fit()
    {
        await Write(3);
        Assert.Equal([(1, 2L), (2, 3L), (3, 4L)], Anchors.Read().Select(a => (a.Line, a.Sequence)));
        var trail = await Verify();
        Assert.Equal((null, 3), (trail.Fault, trail.Anchors));
    }

    [Fact]
    public async Task A_head_that_has_not_moved_gets_no_second_line()
    {
        await Write(1);
        await Anchors.AppendHeadAsync(Records);
        Assert.Equal("2022-11-20T01:02:03Z 2 " + (await Records.TrailAsync())[^1].Hash + "\n", await File.ReadAllTextAsync(AnchorFile, Stop));
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    public async Task A_trail_made_anew_fits_itself_and_the_first_anchor_that_it_does_not_fit_is_named(int from, int named)
    {
        await Write(3);
        await Records.RewriteAsync(from);
        Assert.Null((await Records.VerifyAsync()).Fault);
        var fault = (await Verify()).Fault;
        Assert.Equal((AuditFaultKind.AnchorDiffers, (long)named), (fault?.Kind, fault?.Sequence));
        Assert.Contains($"锚点文件第{named - 1}行", fault!.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tail_cut_off_together_with_the_head_is_noticed()
    {
        await Write(3);
        await Records.DropTriggersAsync();
        await Records.ExecuteAsync("DELETE FROM audit WHERE sequence > 2");
        await Records.ExecuteAsync("UPDATE audit_head SET sequence = 2, hash = (SELECT hash FROM audit WHERE sequence = 2)");
        await Records.RestoreTriggersAsync();
        Assert.Null((await Records.VerifyAsync()).Fault);
        var fault = (await Verify()).Fault;
        Assert.Equal((AuditFaultKind.AnchorDiffers, 3), (fault?.Kind, fault?.Sequence));
        Assert.Contains("锚点文件第2行记有第3条", fault!.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense\n")]
    [InlineData("2022-11-20T01:02:03Z two 00\n")]
    [InlineData("\n")]
    public async Task A_line_that_is_no_anchor_is_named(string line)
    {
        await Write(1);
        await File.AppendAllTextAsync(AnchorFile, line, Stop);
        var fault = (await Verify()).Fault;
        Assert.Equal(AuditFaultKind.AnchorDiffers, fault?.Kind);
        Assert.Contains("锚点文件第2行无法读取", fault!.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_line_left_by_a_power_cut_is_no_fault_and_gone_with_the_next()
    {
        await Write(1);
        await File.AppendAllTextAsync(AnchorFile, "2022-11-20T01:02:03Z 3 0123", Stop);
        Assert.Equal((null, 1), ((await Verify()).Fault, (await Verify()).Anchors));
        await Write(1);
        Assert.Equal((null, 2), ((await Verify()).Fault, (await Verify()).Anchors));
    }

    /// <summary>Appends entries, each anchored at once.</summary>
    private async Task Write(int count)
    {
        for (var n = 0; n < count; n++)
        {
            await Records.NoteAsync(1);
            await Anchors.AppendHeadAsync(Records);
        }
    }

    private Task<VerifiedTrail> Verify() => new AuditVerification(Records.Database, Anchors).Run(stop: Stop);
}

public sealed class AuditAnchorsOnSqliteTests(Databases databases) : AuditAnchorsTests(Provider.Sqlite, databases);

public sealed class AuditAnchorsOnPostgresTests(Databases databases) : AuditAnchorsTests(Provider.Postgres, databases);
