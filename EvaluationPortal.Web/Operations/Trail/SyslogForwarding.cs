using EvaluationPortal.Core.Storage;
using EvaluationPortal.Web.Components.Pages.Audit;
using EvaluationPortal.Web.Operations.Settings;

namespace EvaluationPortal.Web.Operations.Trail;

/// <summary>
/// Sends every entry of the trail to a syslog server, in order and at least once. It follows the trail by sequence number on its
/// own, so an edit neither waits for it nor fails with it. What was sent counts as arrived when the connection is still there a
/// round later; after a fault or a restart everything after that is sent again.
/// </summary>
public sealed partial class SyslogForwarding(
    PortalDatabase database, DataDirectory directory, AuditOptions options, AuditWords words, TimeProvider clock, ILogger<SyslogForwarding> log) : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private readonly SyslogPosition _position = new(directory.Inside(SyslogPosition.FileName));
    private readonly SyslogTarget _target = options.Syslog ?? throw new InvalidOperationException("No syslog server is set.");
    private SyslogConnection? _connection;
    private (long Sequence, string Hash) _arrived;
    private (long Sequence, string Hash) _sent;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = Round;
        try
        {
            while (true)
            {
                try
                {
                    await Forward(stoppingToken);
                    if (pause > Round) LogBack(log, _target);
                    pause = Round;
                }
                catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
                {
                    HangUp();
                    if (pause == Round) LogDown(log, fault, _target);
                    pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                }
                await Task.Delay(pause, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A start that fails stops this too, and would otherwise log it as a fault of its own.
        }
        finally
        {
            HangUp();
        }
    }

    private async Task Forward(CancellationToken stop)
    {
        await using var db = database.Open();
        if (_connection is null)
        {
            _sent = _arrived = await Arrived(db, stop);
            _connection = await SyslogConnection.Open(_target, stop);
        }
        _connection.Check();
        if (_sent.Sequence > _arrived.Sequence)
        {
            _position.Write(_sent.Sequence, _sent.Hash);
            _arrived = _sent;
        }
        while (await StoredTrail.After(db, _sent.Sequence, Batch, stop) is [.., var last] entries)
        {
            foreach (var entry in entries) await _connection.Send(SyslogMessage.Of(words.Of(entry)), stop);
            _sent = (last.Sequence, last.Hash);
        }
    }

    /// <summary>From the file; another trail than the one it was written for (a restored backup) begins anew.</summary>
    private async Task<(long Sequence, string Hash)> Arrived(PortalDbContext db, CancellationToken stop)
    {
        var position = _position.Read();
        if (position.Sequence == 0 || await StoredTrail.HashOf(db, position.Sequence, stop) == position.Hash) return position;
        LogOtherTrail(log, position.Sequence);
        return (0, "");
    }

    private void HangUp()
    {
        _connection?.Dispose();
        _connection = null;
    }

    [LoggerMessage(LogLevel.Error, "The audit trail cannot be forwarded to {Target}; it is tried again until it works, and nothing is left out.")]
    private static partial void LogDown(ILogger log, Exception fault, SyslogTarget target);

    [LoggerMessage(LogLevel.Information, "The audit trail is forwarded to {Target} again.")]
    private static partial void LogBack(ILogger log, SyslogTarget target);

    [LoggerMessage(LogLevel.Warning, "The audit trail is not the one that was forwarded up to entry {Sequence}; it is forwarded from its beginning.")]
    private static partial void LogOtherTrail(ILogger log, long sequence);
}
