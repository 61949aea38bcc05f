using System.Collections.Immutable;
using EvaluationPortal.Core.Reports.Layout;

namespace EvaluationPortal.Tests.Reports;

public sealed class PaginationTests
{
    private const double FirstPage = Paper.Bottom - Paper.FirstTop;
    private static readonly TextStyle Style = new(9, 12);

    [Fact]
    public void A_heading_moves_to_the_page_of_what_follows()
    {
        var pages = Pages(Block("text", FirstPage - 40), Block("heading", 20) with { KeepWithNext = true }, Block("row", 30));

        Assert.Equal([["text"], ["heading", "row"]], pages);
    }

    [Fact]
    public void A_chain_of_headings_moves_together()
    {
        var pages = Pages(Block("text", FirstPage - 60), Block("heading", 20) with { KeepWithNext = true }, Block("section", 20) with { KeepWithNext = true }, Block("row", 30));

        Assert.Equal([["text"], ["heading", "section", "row"]], pages);
    }

    [Fact]
    public void A_chain_longer_than_a_page_fills_pages_all_the_same()
    {
        var pages = Pages([.. Enumerable.Range(0, 100).Select(n => Block($"{n}", 20) with { KeepWithNext = true })]);

        Assert.InRange(pages.Count, 3, 4);
    }

    [Fact]
    public void The_head_of_a_table_is_repeated_on_every_page()
    {
        var head = Block("head", 20);
        var pages = Pages([.. Enumerable.Range(0, 60).Select(n => Block($"{n}", 30) with { Head = head })]);

        Assert.True(pages.Count > 2);
        Assert.All(pages, page => Assert.Equal("head", page[0]));
        Assert.All(pages, page => Assert.Single(page, "head"));
    }

    [Fact]
    public void A_row_of_eight_lines_moves_whole()
    {
        var pages = Pages(Block("text", FirstPage - 60), Lines(8));

        Assert.Equal(8, pages[1].Count(t => t.StartsWith("line", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_longer_row_is_split_with_three_lines_at_least_on_each_side()
    {
        for (var room = 20; room < 150; room += 5)
        {
            var pages = Pages(Block("text", FirstPage - room), Lines(10));
            var counts = pages.Select(p => p.Count(t => t.StartsWith("line", StringComparison.Ordinal))).ToList();

            Assert.Equal(10, counts.Sum());
            Assert.All(counts, count => Assert.True(count is 0 or >= 3, $"{string.Join('+', counts)} lines at {room} points"));
        }
    }

    [Fact]
    public void A_row_longer_than_two_pages_goes_on_and_names_itself_on_each()
    {
        var pages = Pages(Lines(150));

        Assert.Equal(3, pages.Count);
        Assert.All(pages, page => Assert.Contains("8.1", page));
        Assert.Equal(Enumerable.Range(0, 150).Select(n => $"line {n}"), pages.SelectMany(p => p).Where(t => t != "8.1"));
    }

    [Fact]
    public void Nothing_ever_stands_below_the_bottom()
    {
        foreach (var count in Enumerable.Range(1, 200))
            Assert.All(Pagination.Pages([Lines(count)]).SelectMany(p => p).OfType<DrawnText>(), text => Assert.True(text.Baseline < Paper.Bottom));
    }

    private static List<List<string>> Pages(params IReadOnlyList<Block> blocks) =>
        [.. Pagination.Pages(blocks).Select(p => p.OfType<DrawnText>().Select(t => t.Text).ToList())];

    private static Row Lines(int count) => new(
    [
        new TextCell(30, ["8.1"], [10], Style, Align.Left, 2),
        new TextCell(200, [.. Enumerable.Range(0, count).Select(n => $"line {n}")], [.. Enumerable.Repeat(30d, count)], Style, Align.Left, 2),
    ]);

    private static Named Block(string name, double height) => new(name, height);

    private sealed record Named(string Name, double Points) : Block
    {
        public override double Height => Points;

        public override void Draw(ImmutableArray<Drawn>.Builder page, double top) => page.Add(new DrawnText(0, top, Name, 9, FontWeight.Regular));
    }
}
