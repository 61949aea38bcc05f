using System.Net;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Tests.Storage;
using EvaluationPortal.Tests.Web;

namespace EvaluationPortal.Tests.Operations;

public sealed class ServingOnPostgresTests(Databases databases)
{
    [Fact]
    public async Task The_portal_serves_from_PostgreSQL_by_setting()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, PostgresServer.Missing);
        var stop = TestContext.Current.CancellationToken;
        using var data = new TemporaryDirectory();
        var connection = await databases.Postgres.CreateAsync();
        await using var portal = await PortalProcess.ServeAsync(data.Path, "Development", args: ["--Storage:Provider", "postgres", "--Storage:ConnectionString", connection]);
        using var client = new HttpClient { BaseAddress = new Uri(portal.Address) };
        Assert.Equal("ok", await client.GetStringAsync("/readyz", stop));
        Assert.Contains("沈雅琴", WebUtility.HtmlDecode(await client.GetStringAsync("/signin", stop)), StringComparison.Ordinal);

        await using var records = new Records(PortalDatabase.Postgres(connection));
        var board = await records.StoredAsync();
        Assert.Equal(50, board.Scorecards.Length);
        Assert.True(board.Assessments().Count > 700);
        Assert.Null((await records.VerifyAsync()).Fault);
        Assert.Empty(Directory.GetFiles(data.Path, "*.db"));

        await records.ExecuteAsync("ALTER TABLE audit_head RENAME TO elsewhere");
        using var unready = await client.GetAsync("/readyz", stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unready.StatusCode);
        Assert.Contains("数据库", await unready.Content.ReadAsStringAsync(stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_said_in_one_sentence()
    {
        using var data = new TemporaryDirectory();
        var (exitCode, _, errors) = await PortalProcess.RunAsync("--urls", "http://127.0.0.1:0", "--Storage:DataDirectory", data.Path,
            "--Storage:Provider", "postgres", "--Storage:ConnectionString", $"Host={data.Path};Username=portal;Database=portal");
        Assert.Equal(1, exitCode);
        Assert.Contains("数据库无法使用", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }
}
