using EvaluationPortal.Tests.Access.Walk;

namespace EvaluationPortal.Tests.Access;

/// <summary>
/// The walk: as each role, and as somebody who is not let in any more, every use case that people act by is run and every call from the
/// browser is made, and what comes of it is what docs/permissions.md prints.
/// </summary>
public sealed class PermissionWalkTests(WalkedPortal portal) : IClassFixture<WalkedPortal>
{
    public static TheoryData<string> Everybody => [.. PermissionsDocument.Columns];

    [Fact]
    public void Every_use_case_that_people_act_by_is_walked() =>
        Assert.Equal(Walked("use cases").Select(line => line.What), WalkedUseCases.All.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_call_from_the_browser_is_walked() =>
        Assert.Equal(Walked("calls").Select(line => line.What), WalkedCalls.All.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Every_use_case_does_what_is_printed(string column)
    {
        var by = portal.WhoIsOver(column);
        await AssertAsPrintedAsync("use cases", column, what => WalkedUseCases.All[what](portal, by));
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Every_call_from_the_browser_does_what_is_printed(string column)
    {
        await using var page = await (column == PermissionsDocument.Stranger ? OpenBoard.AsStrangerAsync(portal) : OpenBoard.AsAsync(portal, portal.WhoIsOver(column)));
        await AssertAsPrintedAsync("calls", column, what => WalkedCalls.All[what](page));
    }

    /// <summary>Tries everything that has an attempt, and fails with the names of all that is otherwise than printed.</summary>
    private static async Task AssertAsPrintedAsync(string table, string column, Func<string, Task<bool>> attempt)
    {
        List<string> otherwise = [];
        foreach (var line in Walked(table))
        {
            var printed = PermissionsDocument.IsPrinted(line, column);
            if (await attempt(line.What) != printed) otherwise.Add($"{column}: {line.What} is {(printed ? "refused" : "done")}, docs/permissions.md prints that it is {(printed ? "done" : "refused")}");
        }

        Assert.Empty(otherwise);
    }

    private static IEnumerable<PermissionsLine> Walked(string table) => PermissionsDocument.Lines(table).Values.Where(line => line.IsOfPeople);
}
