using System.Diagnostics;
using System.Globalization;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Tests.Evaluation;

namespace EvaluationPortal.Tests.Storage;

/// <summary>
/// A process of its own that records batches of edits one after the other and says of each when it was acknowledged, until it is
/// killed. It is this test program with another first argument; the product has no such mode.
/// </summary>
internal sealed class EditingProcess : IAsyncDisposable
{
    public const string Argument = "record-edits";
    private const string TooEarly = "acknowledge-too-early";
    private readonly Process _process;

    private EditingProcess(Process process) => _process = process;

    /// <summary>Starts editing the SQLite file, which holds the cycle of 2022.</summary>
    /// <param name="tooEarly">Says that a batch was acknowledged before it is: what a broken portal would do.</param>
    public static EditingProcess Start(string file, int seed, bool tooEarly = false) => new(Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(EditingProcess).Assembly.Location, Argument, file, seed.ToString(CultureInfo.InvariantCulture), .. tooEarly ? [TooEarly] : Array.Empty<string>()])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
    })!);

    /// <summary>Reads acknowledgements until there are that many, kills the process at once, and gives all it had made.</summary>
    public async Task<IReadOnlyList<Guid>> KillAfter(int acknowledgements, CancellationToken stop)
    {
        var acknowledged = new List<Guid>();
        while (acknowledged.Count < acknowledgements && await _process.StandardOutput.ReadLineAsync(stop) is { } line) acknowledged.Add(Guid.Parse(line));
        _process.Kill();
        while (await _process.StandardOutput.ReadLineAsync(stop) is { } line)
        {
            if (Guid.TryParse(line, out var id)) acknowledged.Add(id);
        }
        await _process.WaitForExitAsync(stop);
        return acknowledged;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    /// <summary>The child's side. A batch's id begins with the number of its edits, so that a half one shows.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var (random, tooEarly) = (new Random(int.Parse(args[1], CultureInfo.InvariantCulture)), args.Contains(TooEarly));
        await using var records = new Records(PortalDatabase.Sqlite(args[0]));
        await records.LoadAsync();
        for (var number = 1; ; number++)
        {
            // A reason of its own makes each a change, whatever stood there.
            var edits = Enumerable.Range(0, random.Next(1, 8))
                .Select(at => RandomEdits.Of(random, records.Board) with { Reason = $"{number}.{at}", Seen = long.MaxValue }).ToList();
            var batch = new Guid(edits.Count, (short)(number % 10_000), 0, 0, 0, 0, 0, 0, 0, 0, (byte)random.Next(256));
            var recording = tooEarly ? Task.CompletedTask : records.Record.Run(new("reviewer-1"), Records.Cycle, edits, batch, wholeOrNothing: true);
            await recording;
            foreach (var edit in edits) await Console.Out.WriteLineAsync(edit.Id.ToString());
            await Console.Out.FlushAsync();
            if (tooEarly) await records.Record.Run(new("reviewer-1"), Records.Cycle, edits, batch, wholeOrNothing: true);
        }
    }
}
