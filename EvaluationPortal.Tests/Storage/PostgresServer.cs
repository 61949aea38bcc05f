using System.Diagnostics;
using EvaluationPortal.Tests.Web;
using Npgsql;

namespace EvaluationPortal.Tests.Storage;

/// <summary>
/// A real PostgreSQL server for one test run, started when the first test asks for it: unprivileged, in a directory of its own, on
/// a socket there and no port. It ends with this process, however that ends.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>Why tests on PostgreSQL are skipped.</summary>
    public const string Missing = "No PostgreSQL binaries under /usr/lib/postgresql/*/bin: apt-get install postgresql.";

    private readonly Lazy<Task> _started;
    private readonly TemporaryDirectory _directory = new();
    private Process? _process;
    private int _databases;

    public PostgresServer() => _started = new(StartAsync);

    /// <summary>Whether there are binaries to start.</summary>
    public static bool IsInstalled => Binaries is not null;

    private static string? Binaries { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(b => File.Exists(Path.Combine(b, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    /// <summary>Makes a database and gives its connection string.</summary>
    /// <param name="template">Name of a database to copy, to which nobody is connected.</param>
    public async Task<string> CreateAsync(string? name = null, string? template = null)
    {
        await _started.Value;
        name ??= $"portal_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(ConnectionString("postgres"), $"CREATE DATABASE {name}{(template is null ? "" : $" TEMPLATE {template}")}");
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
        _directory.Dispose();
    }

    private string ConnectionString(string database) => $"Host={_directory.Path};Username=portal;Database={database};Maximum Pool Size=20;Timeout=60";

    private async Task StartAsync()
    {
        var data = Path.Combine(_directory.Path, "data");
        var unprivileged = Environment.IsPrivilegedProcess ? "setpriv --reuid=nobody --regid=nogroup --clear-groups --" : "";
        if (Environment.IsPrivilegedProcess) await RunAsync($"chown nobody:nogroup '{_directory.Path}'");
        await RunAsync($"{unprivileged} {Binaries}/initdb -D '{data}' -U portal -A trust -E UTF8 --locale=C.UTF-8 --no-sync");
        // Standard input closes when this process ends, and then the server is told to.
        _process = Shell($"{unprivileged} {Binaries}/postgres -D '{data}' -k '{_directory.Path}' -c listen_addresses= -c fsync=off -c max_connections=200 >'{_directory.Path}/log' 2>&1 & server=$!; cat >/dev/null; kill -QUIT $server; wait $server");
        await WaitUntilItAnswers();
    }

    private async Task WaitUntilItAnswers()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                await ExecuteAsync(ConnectionString("postgres"), "SELECT 1");
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
            }
        }
    }

    private static async Task RunAsync(string command)
    {
        using var process = Shell(command + " >/dev/null");
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{command}: {errors}");
    }

    private static Process Shell(string command) =>
        Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
