using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EvaluationPortal.Core.Storage.Evidence;
using EvaluationPortal.Tests.Web;

namespace EvaluationPortal.Tests.Storage.Evidence;

/// <summary>The machine's own clamd, on a socket and with a signature of its own: it finds <see cref="Virus"/> and nothing else.</summary>
internal sealed class RealClamd : IAsyncDisposable
{
    /// <summary>Harmless.</summary>
    public const string Virus = "PORTAL-TEST-VIRUS";

    public const string Missing = "No clamd: apt-get install clamav-daemon.";
    private static readonly string[] Places = ["/usr/sbin/clamd", "/usr/bin/clamd", "/usr/local/sbin/clamd"];
    private readonly TemporaryDirectory _directory = new();
    private readonly Process _process;

    private RealClamd()
    {
        File.WriteAllText(At("test.ndb"), $"Portal.Test:0:*:{Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes(Virus))}\n");
        File.WriteAllText(At("clamd.conf"), $"Foreground yes\nDatabaseDirectory {_directory.Path}\nLocalSocket {At("socket")}\nTemporaryDirectory {_directory.Path}\nLogFile {At("log")}\nStreamMaxLength 2M\n");
        if (Environment.IsPrivilegedProcess) File.AppendAllText(At("clamd.conf"), "User root\n");
        _process = Process.Start(new ProcessStartInfo(Places.First(File.Exists), ["-c", At("clamd.conf")]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    public static bool IsInstalled => Places.Any(File.Exists);

    public ClamdAddress Address => ClamdAddress.Parse($"unix://{At("socket")}")!;

    /// <summary>Started, and answering.</summary>
    public static async Task<RealClamd> StartAsync(CancellationToken stop)
    {
        var clamd = new RealClamd();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (!File.Exists(clamd.At("socket")) || !await clamd.AnswersAsync(patience.Token)) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        return clamd;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _directory.Dispose();
    }

    private string At(string name) => Path.Combine(_directory.Path, name);

    private async Task<bool> AnswersAsync(CancellationToken stop)
    {
        try
        {
            return await new Clamd(Address, TimeProvider.System).Scan(new MemoryStream([1]), stop) is null;
        }
        catch (ClamdSilentException)
        {
            return false;
        }
    }
}

/// <summary>Speaks clamd's protocol over TCP, says what it is told to, and keeps what it was sent.</summary>
internal sealed class SpokenClamd : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    /// <param name="answer">To every file; null: the connection is closed without one.</param>
    public SpokenClamd(string? answer)
    {
        _listener.Start();
        _serving = ServeAsync(answer);
    }

    public ClamdAddress Address => ClamdAddress.Parse($"tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}")!;

    /// <summary>The file, put together from its chunks.</summary>
    public byte[] Received { get; private set; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync(string? answer)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await using var wire = client.GetStream();
                var command = new byte["zINSTREAM\0".Length];
                await wire.ReadExactlyAsync(command);
                Assert.Equal("zINSTREAM\0"u8.ToArray(), command);
                Received = await ReceiveAsync(wire);
                if (answer is not null) await wire.WriteAsync(System.Text.Encoding.UTF8.GetBytes(answer + "\0"));
            }
        }
        catch (SocketException)
        {
            // Stopped.
        }
    }

    private static async Task<byte[]> ReceiveAsync(NetworkStream wire)
    {
        using var file = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await wire.ReadExactlyAsync(length);
            var chunk = new byte[System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(length)];
            if (chunk.Length == 0) return file.ToArray();
            await wire.ReadExactlyAsync(chunk);
            file.Write(chunk);
        }
    }
}
