using System.Diagnostics;

[assembly: AssemblyFixture(typeof(EvaluationPortal.Tests.OneMutantAProcess))]

namespace EvaluationPortal.Tests;

/// <summary>
/// Ends a test process in which a mutant was active before: Stryker would use it for the next one, where static values that the
/// last mutant broke fail every test and look like kills. Stryker then runs the same mutant in a new process.
/// </summary>
public sealed class OneMutantAProcess
{
    private static bool used;

    public OneMutantAProcess()
    {
        if (used) Process.GetCurrentProcess().Kill();
        used = ActiveMutant() >= 0;
    }

    /// <summary>What Stryker wrote into its file; -1 for none.</summary>
    private static int ActiveMutant() =>
        Environment.GetEnvironmentVariable("STRYKER_MUTANT_FILE") is { } path && File.Exists(path) ? BitConverter.ToInt32(File.ReadAllBytes(path)) : -1;
}
