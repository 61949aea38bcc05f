using System.Collections.Immutable;

namespace EvaluationPortal.Web.Operations;

/// <summary>
/// Whether the portal can be asked for pages yet. A part that needs time at start says so before the host starts and reports
/// when it is done; ready is when the host has started, none is outstanding, and it is not stopping.
/// </summary>
public sealed class Readiness(IHostApplicationLifetime lifetime)
{
    private ImmutableHashSet<string> _outstanding = [];

    /// <summary>What is still awaited, in Chinese; empty when ready.</summary>
    public IReadOnlyCollection<string> Outstanding =>
        lifetime.ApplicationStopping.IsCancellationRequested ? ["正在停止"]
        : !lifetime.ApplicationStarted.IsCancellationRequested ? [.. _outstanding, "正在启动"]
        : _outstanding;

    public bool IsReady => Outstanding.Count == 0;

    /// <summary>Holds readiness back.</summary>
    /// <param name="part">What is awaited, in Chinese, e.g. 数据库.</param>
    public void Expect(string part) => ImmutableInterlocked.Update(ref _outstanding, parts => parts.Add(part));

    /// <summary>The part is there; the other side of <see cref="Expect"/>.</summary>
    public void Done(string part) => ImmutableInterlocked.Update(ref _outstanding, parts => parts.Remove(part));
}
