using EvaluationPortal.Tests.Browser;
using EvaluationPortal.Tests.Storage;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(Databases))]
[assembly: Xunit.v3.Parallelization(MaxThreads = 2)]
