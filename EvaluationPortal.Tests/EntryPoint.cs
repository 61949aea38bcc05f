using EvaluationPortal.Tests.Storage;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace EvaluationPortal.Tests;

/// <summary>The test runner; with <see cref="EditingProcess.Argument"/> first, the child process of a test that kills it.</summary>
internal static class EntryPoint
{
    public static Task<int> Main(string[] args) =>
        args is [EditingProcess.Argument, .. var rest] ? EditingProcess.RunAsync(rest)
        : args.Any(a => a is "--server" or "--internal-msbuild-node") ? TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
        : ConsoleRunner.Run(args);
}
