using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace EvaluationPortal.Tests.Web;

/// <summary>The built binary as a process of its own: can be killed, restarted on the same data, run as a command.</summary>
public sealed class PortalProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PortalProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Where it answers, without a slash at the end.</summary>
    public string Address => _address.Task.Result;

    public bool HasEnded => _process.HasExited;

    /// <summary>What it wrote so far.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>Starts serving on a free port, or on the address given, and waits until it listens.</summary>
    public static async Task<PortalProcess> ServeAsync(string dataDirectory, string environment = "Production", string urls = "http://127.0.0.1:0", params string[] args)
    {
        var portal = Begin(dataDirectory, environment, urls, args);
        try
        {
            await portal._address.Task.WaitAsync(Patience);
        }
        catch
        {
            await portal.DisposeAsync();
            throw;
        }

        return portal;
    }

    /// <summary>Starts serving without waiting: to be killed on the way.</summary>
    public static PortalProcess Begin(string dataDirectory, string environment = "Production", string urls = "http://127.0.0.1:0", params string[] args)
    {
        var portal = new PortalProcess(Start(["--urls", urls, "--environment", environment, "--Storage:DataDirectory", dataDirectory, "--Security:AllowHttp", "true", .. args]));
        portal._process.OutputDataReceived += portal.Note;
        portal._process.ErrorDataReceived += portal.Note;
        portal._process.EnableRaisingEvents = true;
        portal._process.Exited += (_, _) => portal._address.TrySetException(new InvalidOperationException($"The portal ended before it listened:\n{portal.Log}"));
        portal._process.BeginOutputReadLine();
        portal._process.BeginErrorReadLine();
        return portal;
    }

    /// <summary>Runs the binary with those arguments to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] args)
    {
        using var process = Start(args);
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Ends it at once, as a power cut would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop (SIGTERM), as a service manager does, and waits until it has.</summary>
    public async Task<TimeSpan> StopAsync()
    {
        var clock = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-TERM", $"{Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync().WaitAsync(Patience);
        return clock.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static Process Start(IEnumerable<string> args)
    {
        var start = new ProcessStartInfo("dotnet", [Binary(), .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }

    /// <summary>The web project's own output, beside this one's: same configuration and framework.</summary>
    private static string Binary()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var top = framework.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(top, "EvaluationPortal.Web", "bin", framework.Parent.Name, framework.Name, "EvaluationPortal.Web.dll");
    }

    private void Note(object sender, DataReceivedEventArgs e)
    {
        if (e.Data is null)
        {
            return;
        }

        _log.Enqueue(e.Data);
        if (e.Data.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
        {
            _address.TrySetResult(e.Data[(at + Listening.Length)..].Trim().TrimEnd('/'));
        }
    }
}
