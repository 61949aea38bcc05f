using EvaluationPortal.Core.Storage;
using EvaluationPortal.Web.Operations.Settings;

namespace EvaluationPortal.Web.Operations.Trail;

/// <summary>Writes the head of the trail to the anchor file: at start, at intervals, and once more when the process stops. A fault goes to the log and stops nothing.</summary>
public sealed partial class TrailAnchoring(PortalDatabase database, AuditAnchors anchors, AuditOptions options, TimeProvider clock, ILogger<TrailAnchoring> log) : BackgroundService
{
    private bool _isStopped;

    /// <summary>Hosts may ask more than once; the data directory may be gone by the second time.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!Interlocked.Exchange(ref _isStopped, true)) await Anchor(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Anchor(stoppingToken);
                await Task.Delay(options.AnchorEvery, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A start that fails stops this too, and would otherwise log it as a fault of its own.
        }
    }

    private async Task Anchor(CancellationToken stop)
    {
        try
        {
            await using var db = database.Open();
            if (await StoredTrail.Head(db, stop) is { } head) anchors.Append(head, clock.GetUtcNow().UtcDateTime);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Written at the next start.
        }
        catch (Exception fault)
        {
            LogNotAnchored(log, fault);
        }
    }

    [LoggerMessage(LogLevel.Error, "The head of the audit trail could not be written to the anchor file; the next interval tries again.")]
    private static partial void LogNotAnchored(ILogger log, Exception fault);
}
