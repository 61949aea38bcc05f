using System.Collections.Concurrent;
using System.Threading.Channels;
using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>
/// Downloads that take a while and a page that watches them: the page offers one and puts its id into the link, the endpoint
/// reports to it. Only the person who offered it finds it.
/// </summary>
public sealed class Downloads
{
    private readonly ConcurrentDictionary<Guid, Download> _offered = new();

    /// <summary>A new download for the page to link to.</summary>
    public Download Offer(PersonId person)
    {
        var download = new Download(person);
        _offered[download.Id] = download;
        return download;
    }

    /// <summary>That person's download of that id, or null.</summary>
    public Download? Find(Guid id, PersonId person) => _offered.GetValueOrDefault(id) is { } download && download.Person == person ? download : null;

    /// <summary>The page is gone or offers another one.</summary>
    public void Withdraw(Download download) => _offered.TryRemove(download.Id, out _);
}

/// <summary>One download that a page watches.</summary>
public sealed class Download(PersonId person)
{
    private readonly Channel<DownloadState> _states = Channel.CreateBounded<DownloadState>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly Lock _running = new();
    private Action? _abort;

    public Guid Id { get; } = Guid.NewGuid();

    public PersonId Person => person;

    /// <summary>How it goes, the newest state only, until it has ended.</summary>
    public IAsyncEnumerable<DownloadState> States(CancellationToken stop) => _states.Reader.ReadAllAsync(stop);

    /// <summary>The browser has asked for it.</summary>
    /// <param name="abort">Breaks the answer off; called once at most, and never after the end.</param>
    public void Begin(int of, Action abort)
    {
        lock (_running) _abort = abort;
        Report(0, of);
    }

    /// <summary>So many parts are made.</summary>
    public void Report(int made, int of) => _states.Writer.TryWrite(new(made, of, DownloadEnd.None));

    /// <summary>Nothing more will come.</summary>
    public void End(int made, int of, DownloadEnd how)
    {
        lock (_running) _abort = null;
        _states.Writer.TryWrite(new(made, of, how));
        _states.Writer.TryComplete();
    }

    /// <summary>Breaks it off; what the browser received so far is no file. Nothing happens when it is not running.</summary>
    public void Cancel()
    {
        lock (_running)
        {
            _abort?.Invoke();
            _abort = null;
        }
    }
}

/// <summary>How far a download is.</summary>
public sealed record DownloadState(int Made, int Of, DownloadEnd End);

/// <summary>How a download ended.</summary>
public enum DownloadEnd
{
    /// <summary>It goes on.</summary>
    None = 0,

    /// <summary>Complete.</summary>
    Complete = 1,

    /// <summary>Cancelled by the person or by a connection that broke.</summary>
    Cancelled = 2,

    /// <summary>A fault; it is in the log.</summary>
    Failed = 3,
}
