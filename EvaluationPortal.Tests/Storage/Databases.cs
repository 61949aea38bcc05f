using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Schemes;
using EvaluationPortal.Tests.Web;

namespace EvaluationPortal.Tests.Storage;

/// <summary>
/// Databases for tests. A migrated one with the cycle of 2022 open for scoring, with and without the personas, is made once a run and provider; each test gets a
/// copy of its own.
/// </summary>
public sealed class Databases : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();

    /// <summary>For tests that want a database of the server and no more.</summary>
    public PostgresServer Postgres { get; } = new();
    private readonly SemaphoreSlim _making = new(1);
    private readonly HashSet<(Provider, bool)> _made = [];

    /// <summary>A database with the cycle of 2022, and the parts that work on it.</summary>
    /// <param name="withPersonas">The personas have their rows: without one nobody may do anything.</param>
    public async Task<Records> CopyAsync(Provider provider, bool withPersonas)
    {
        Assert.SkipUnless(provider is Provider.Sqlite || PostgresServer.IsInstalled, PostgresServer.Missing);
        await _making.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (!_made.Contains((provider, withPersonas))) await MakeAsync(provider, withPersonas);
            _made.Add((provider, withPersonas));
            return await OpenAsync(provider, Template(withPersonas));
        }
        finally
        {
            _making.Release();
        }
    }

    /// <summary>A database without tables.</summary>
    public Task<Records> EmptyAsync(Provider provider) => OpenAsync(provider, template: null);

    public async ValueTask DisposeAsync()
    {
        await Postgres.DisposeAsync();
        _making.Dispose();
        _directory.Dispose();
    }

    private static string Template(bool withPersonas) => withPersonas ? "portal_with_personas" : "portal_template";

    private string SqliteFile(string template) => Path.Combine(_directory.Path, $"{template}.db");

    private async Task MakeAsync(Provider provider, bool withPersonas)
    {
        var template = Template(withPersonas);
        var database = provider is Provider.Sqlite ? PortalDatabase.Sqlite(SqliteFile(template)) : PortalDatabase.Postgres(await Postgres.CreateAsync(template));
        await using (var records = new Records(database))
        {
            await database.Migrate(CancellationToken.None);
            await records.OpenCycleAsync();
            if (withPersonas) await new AddPersonas(records.Ledger, records.LivePeople).Run(Songjiang2022.Units, CancellationToken.None);
            await records.CloseConnections();
        }
    }

    private async Task<Records> OpenAsync(Provider provider, string? template)
    {
        if (provider is Provider.Postgres)
        {
            Assert.SkipUnless(PostgresServer.IsInstalled, PostgresServer.Missing);
            return new Records(PortalDatabase.Postgres(await Postgres.CreateAsync(template: template))) { HasPersonas = template == Template(withPersonas: true) };
        }
        var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "portal.db");
        if (template is not null) File.Copy(SqliteFile(template), file);
        return new Records(PortalDatabase.Sqlite(file), directory) { HasPersonas = template == Template(withPersonas: true) };
    }
}

/// <summary>The databases that every test of storage and workflow runs on.</summary>
public enum Provider
{
    Sqlite = 0,
    Postgres = 1,
}
