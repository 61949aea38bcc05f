namespace EvaluationPortal.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void Core_does_not_know_the_web() =>
        Assert.DoesNotContain(typeof(Core.Scoring.Observation).Assembly.GetReferencedAssemblies(), a => a.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
}
