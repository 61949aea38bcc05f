using System.Net;
using EvaluationPortal.Tests.Access.Walk;
using EvaluationPortal.Tests.Web;

namespace EvaluationPortal.Tests.Access;

/// <summary>
/// The walk: as each role, and as somebody who is not let in any more, every use case that people act by is run and every call from the
/// browser is made, and what comes of it is what docs/permissions.md prints.
/// </summary>
public sealed class PermissionWalkTests(WalkedPortal portal) : IClassFixture<WalkedPortal>
{
    public static TheoryData<string> Everybody => [.. PermissionsDocument.Columns];

    [Fact]
    public void What_is_walked_is_listed()
    {
        Assert.Equal(Walked("use cases").Select(line => line.What), WalkedUseCases.All.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Walked("calls").Select(line => line.What), WalkedCalls.All.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Every_use_case_does_what_is_printed(string column)
    {
        var by = portal.WhoIsOver(column);
        await AssertAsPrintedAsync("use cases", column, what => WalkedUseCases.All.GetValueOrDefault(what)?.Invoke(portal, by));
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Every_call_from_the_browser_does_what_is_printed(string column)
    {
        await using var page = await (column == PermissionsDocument.Stranger ? OpenBoard.AsStrangerAsync(portal) : OpenBoard.AsAsync(portal, portal.WhoIsOver(column)));
        await AssertAsPrintedAsync("calls", column, what => WalkedCalls.All.GetValueOrDefault(what)?.Invoke(page));
    }

    [Fact]
    public async Task Who_is_not_let_in_is_led_from_every_page_and_address_to_the_sign_in()
    {
        using var signedOut = portal.Portal.Client();
        using var shutOut = await portal.Portal.ClientAsync("liaison-sijing");
        await portal.DisableAsync(new("liaison-sijing"));
        List<string> otherwise = [];
        foreach (var line in Walked("pages").Concat(Walked("addresses").Where(line => !line.Name.StartsWith("POST ", StringComparison.Ordinal))))
        {
            foreach (var client in (HttpClient[])[signedOut, shutOut])
            {
                using var answer = await client.GetAsync(line.Path("sijing"), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
                if (answer.StatusCode is not HttpStatusCode.Redirect || answer.Headers.Location?.ToString().Contains("/signin?", StringComparison.Ordinal) is not true) otherwise.Add($"{line.Name} {answer.StatusCode} {answer.Headers.Location}");
            }
        }

        Assert.True(otherwise.Count == 0, string.Join('\n', otherwise));
    }

    /// <summary>Tries everything, and fails with the names of all that is otherwise than printed, and of all that nobody has said how to try.</summary>
    private static async Task AssertAsPrintedAsync(string table, string column, Func<string, Task<bool>?> attempt)
    {
        List<string> otherwise = [];
        foreach (var line in Walked(table))
        {
            var printed = PermissionsDocument.IsPrinted(line, column);
            if (attempt(line.What) is not { } tried) otherwise.Add($"{line.What} has no attempt in EvaluationPortal.Tests/Access/Walk");
            else if (await tried != printed) otherwise.Add($"{column}: {line.What} is {(printed ? "refused" : "done")}, docs/permissions.md prints that it is {(printed ? "done" : "refused")}");
        }

        Assert.True(otherwise.Count == 0, string.Join('\n', otherwise));
    }

    private static IEnumerable<PermissionsLine> Walked(string table) => PermissionsDocument.Lines(table).Values.Where(line => line.IsOfPeople);
}
