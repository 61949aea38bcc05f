using EvaluationPortal.Tests.Browser;
using EvaluationPortal.Tests.Storage;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(Databases))]

// Browser tests wait more than they compute: three at a time keep two processors busy.
[assembly: Xunit.v3.Parallelization(MaxThreads = 3)]
