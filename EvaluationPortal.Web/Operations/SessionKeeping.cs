using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Access;

namespace EvaluationPortal.Web.Operations;

/// <summary>
/// Every two seconds looks at the open pages, from memory; every minute ends the sessions that are idle or old and writes down when
/// the others were last seen. A fault goes to the log, and the next round tries again.
/// </summary>
public sealed partial class SessionKeeping(OpenPages pages, EndSessions sessions, LivePeople people, TimeProvider clock, ILogger<SessionKeeping> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);
    private const int RoundsASweep = 30;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        var round = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Keep(++round % RoundsASweep == 0, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was not written down is read back as last seen a minute earlier.
        }
    }

    private async Task Keep(bool sweeps, CancellationToken stop)
    {
        try
        {
            await people.CatchUp();
            pages.Look();
            if (sweeps) await sessions.Sweep(stop);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            LogNotKept(log, fault);
        }
    }

    [LoggerMessage(LogLevel.Error, "Sessions could not be looked after; the next round tries again.")]
    private static partial void LogNotKept(ILogger log, Exception fault);
}
