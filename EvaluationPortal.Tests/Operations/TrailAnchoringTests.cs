using EvaluationPortal.Core.Storage;
using EvaluationPortal.Tests.Web;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluationPortal.Tests.Operations;

public sealed class TrailAnchoringTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_head_is_anchored_at_start_and_once_more_when_the_portal_stops()
    {
        using var data = new TemporaryDirectory();
        var anchors = new AuditAnchors(Path.Combine(data.Path, AuditAnchors.FileName));
        await using (var portal = await Portal.StartAsync("Production", data.Path))
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            patience.CancelAfter(TimeSpan.FromSeconds(30));
            while (anchors.Read().Count == 0) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
            await portal.Services.GetRequiredService<Ledger>().Write(t => Task.FromResult(t.Append(new("leader"), "tested")), Stop);
            Assert.Equal([1], anchors.Read().Select(a => a.Sequence));
        }
        Assert.Equal([1, 2], anchors.Read().Select(a => a.Sequence));
    }
}
