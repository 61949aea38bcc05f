using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Storage;
using Microsoft.Extensions.Logging;

namespace EvaluationPortal.Core.Live;

/// <summary>Keeps <see cref="People"/> as the rows have them: read at start, and again after every commit that changed somebody.</summary>
public sealed partial class LivePeople(PortalDatabase database, People people, ILogger<LivePeople> log) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1);
    private volatile bool _isBehind;

    /// <summary>Whether personas of a demonstration are among them. Set before the first reading.</summary>
    public bool WithPersonas { get; set; }

    /// <summary>Reads everybody.</summary>
    /// <exception cref="InvalidDataException">A row cannot be read.</exception>
    public async Task Load(CancellationToken stop)
    {
        // One reading at a time: an older one must not overwrite a newer.
        await _reading.WaitAsync(stop);
        try
        {
            await using var db = database.Open();
            var all = await StoredPeople.Read(db, stop);
            people.Replace(WithPersonas ? all : [.. all.Where(p => !Personas.Ids.Contains(p.Id))]);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Takes in what was just committed. Never throws: after a commit nothing may fail. A fault is logged, and <see cref="CatchUp"/> tries again.</summary>
    public async Task Publish()
    {
        try
        {
            _isBehind = false;
            await Load(CancellationToken.None);
        }
        catch (Exception fault)
        {
            _isBehind = true;
            LogBehind(log, fault);
        }
    }

    /// <summary>Reads again where an earlier reading failed.</summary>
    public Task CatchUp() => _isBehind ? Publish() : Task.CompletedTask;

    public void Dispose() => _reading.Dispose();

    [LoggerMessage(LogLevel.Error, "People could not be read again after a change; it is tried again within seconds.")]
    private static partial void LogBehind(ILogger log, Exception fault);
}
