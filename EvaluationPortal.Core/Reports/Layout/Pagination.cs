using System.Collections.Immutable;

namespace EvaluationPortal.Core.Reports.Layout;

/// <summary>Puts blocks on pages: heads repeated, headings with what follows, rows whole unless they are long.</summary>
public sealed class Pagination
{
    private readonly List<ImmutableArray<Drawn>.Builder> _pages = [];
    private double _top;
    private bool _isEmpty;
    private Block? _head;

    private Pagination() => Turn();

    /// <summary>The contents of the pages, at least one.</summary>
    public static IReadOnlyList<ImmutableArray<Drawn>.Builder> Pages(IReadOnlyList<Block> blocks)
    {
        var pagination = new Pagination();
        for (var i = 0; i < blocks.Count; i++)
        {
            if (!pagination._isEmpty && pagination.Needed(blocks, i) > pagination.Room)
                pagination.Turn();
            pagination.Place(blocks[i]);
        }
        return pagination._pages;
    }

    private double Room => Paper.Bottom - _top;

    private void Turn()
    {
        _pages.Add(ImmutableArray.CreateBuilder<Drawn>());
        (_top, _isEmpty, _head) = (_pages.Count == 1 ? Paper.FirstTop : Paper.LaterTop, true, null);
    }

    /// <summary>Room for the block and for all that must stay with it; for the block alone where that is more than a page.</summary>
    private double Needed(IReadOnlyList<Block> blocks, int index)
    {
        var (needed, head, i) = (0d, _head, index);
        for (; blocks[i].KeepWithNext && i < blocks.Count - 1; i++)
        {
            needed += Above(blocks[i], head) + blocks[i].Height;
            head = blocks[i].Head;
        }
        needed += Above(blocks[i], head) + blocks[i].LeastHeight;
        return needed <= Paper.Bottom - Paper.LaterTop ? needed : Above(blocks[index], _head) + blocks[index].LeastHeight;
    }

    private static double Above(Block block, Block? head) =>
        block.SpaceBefore + (block.Head is { } own && !ReferenceEquals(own, head) ? own.Height : 0);

    private void Place(Block block)
    {
        while (true)
        {
            if (!_isEmpty)
                _top += block.SpaceBefore;
            if (block.Head is { } head && !ReferenceEquals(head, _head))
                Draw(head);
            _head = block.Head;
            if (block.Height <= Room)
            {
                Draw(block);
                return;
            }
            if (block.Split(Room) is not var (first, rest))
            {
                // Higher than a page and not to be split: no block of the card is, and printing past the edge would hide text.
                throw new InvalidOperationException($"A block of {block.Height:0} points does not fit on a page.");
            }
            Draw(first);
            Turn();
            block = rest;
        }
    }

    private void Draw(Block block)
    {
        block.Draw(_pages[^1], _top);
        _top += block.Height;
        _isEmpty = false;
    }
}
