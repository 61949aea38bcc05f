namespace EvaluationPortal.Tests.Storage;

/// <summary>
/// Tests that run on every database the portal can keep its records in: the tests stand in an abstract class, and a sealed one for
/// each provider runs them. Those on PostgreSQL are skipped where it is not installed.
/// </summary>
public abstract class OnEveryDatabase(Provider provider, Databases databases) : IAsyncLifetime
{
    private readonly List<Records> _opened = [];

    protected bool IsSqlite => provider is Provider.Sqlite;

    /// <summary>Whether the personas have their rows; not where a test counts the trail's entries from the first.</summary>
    protected virtual bool WithPersonas => true;

    /// <summary>The cycle of 2022 is open for scoring, nothing is assessed.</summary>
    protected Records Records { get; private set; } = null!;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Records = await CopyAsync();
        await Records.LoadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var records in _opened) await records.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Another database like <see cref="Records"/>, its boards not yet read.</summary>
    protected async Task<Records> CopyAsync() => Opened(await databases.CopyAsync(provider, WithPersonas));

    /// <summary>A database without tables.</summary>
    protected async Task<Records> EmptyAsync() => Opened(await databases.EmptyAsync(provider));

    private Records Opened(Records records)
    {
        _opened.Add(records);
        return records;
    }
}
