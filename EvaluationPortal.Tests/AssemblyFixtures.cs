using EvaluationPortal.Tests.Browser;
using EvaluationPortal.Tests.Storage;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(Databases))]

// A third browser at a time makes all of them late on two processors: what waits a minute for axe then waits in vain.
[assembly: Xunit.v3.Parallelization(MaxThreads = 2)]
