using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.Board;

/// <summary>
/// One unit's row: text cells only, so that a changed cell costs the difference and nothing else. Renders when its scorecard
/// is another one, never because a neighbour did.
/// </summary>
public sealed partial class BoardRow
{
    private Scorecard _card = null!;
    private bool _dirty = true;
    private bool _showsSubtotals;
    private int _rowIndex;
    private ImmutableArray<BoardColumn> _shown;
    private string?[] _whyNot = [];
    private bool[] _locked = [];
    private ConfirmedPart _part = null!;
    private BoardColumns? _columns;
    private RankCell? _rankCell;
    private ImmutableHashSet<IndicatorCode> _unseen = [];

    [Inject] public required People People { get; set; }

    [Parameter, EditorRequired] public required Scorecard Card { get; set; }
    [Parameter, EditorRequired] public required Rank Rank { get; set; }
    [Parameter, EditorRequired] public required BoardColumns Columns { get; set; }
    [Parameter, EditorRequired] public required ImmutableArray<BoardColumn> Shown { get; set; }
    [Parameter, EditorRequired] public required string Cycle { get; set; }

    /// <summary>Indicators with a filing that the person has not seen; another object whenever they are others.</summary>
    [Parameter] public ImmutableHashSet<IndicatorCode> Unseen { get; set; } = [];

    [Parameter] public bool ShowSubtotals { get; set; }

    /// <summary>The row's place on the page, heads counted, from 1.</summary>
    [Parameter] public int RowIndex { get; set; }

    /// <summary>
    /// Shows the unit's new scorecard; renders this row alone, and not where only columns changed that the person does not have:
    /// even an empty drawing would tell that something did.
    /// </summary>
    public void Show(Scorecard card)
    {
        var differs = _columns!.ShowsTotals ? !ReferenceEquals(card, _card) : _shown.Any(column => !ReferenceEquals(card.Cells[column.At], _card.Cells[column.At]));
        _card = card;
        if (!differs) return;
        _dirty = true;
        StateHasChanged();
    }

    /// <summary>Shows the unit's new rank; renders the rank's cell alone.</summary>
    public void Show(Rank rank) => _rankCell?.Show(rank);

    protected override void OnParametersSet()
    {
        _dirty |= !ReferenceEquals(Card, _card) || !ReferenceEquals(_columns, Columns) || _shown != Shown || !ReferenceEquals(_unseen, Unseen) || _showsSubtotals != ShowSubtotals || _rowIndex != RowIndex;
        if (_columns != Columns)
        {
            _part = ConfirmedPart.Of(Card.Unit.Code);
            _whyNot = [.. Card.Cells.Select(cell => Columns.WhyNot(Card.Unit, cell.Indicator))];
            _locked = [.. Card.Cells.Select(cell => Columns.IsLocked(Card.Unit, cell.Indicator))];
        }
        (_card, _columns, _shown, _unseen, _showsSubtotals, _rowIndex) = (Card, Columns, Shown, Unseen, ShowSubtotals, RowIndex);
    }

    /// <summary>Asked once for each render, which then shows the newest fields.</summary>
    protected override bool ShouldRender()
    {
        var dirty = _dirty;
        _dirty = false;
        return dirty;
    }

    /// <summary>
    /// The cell's look, and for the keys its version, who made it and what editing starts from, in one attribute: every
    /// attribute that changes costs 60 bytes a viewer.
    /// </summary>
    private string MarksOf(Cell cell, bool readOnly, bool locked)
    {
        var marks = $"{CellLook.Marks(cell, readOnly)}{(locked ? " lk" : "")}";
        if (_unseen.Contains(cell.Indicator.Code)) marks += " unseen";
        if (cell.Version == 0) return marks;
        var by = People.NameOf(cell.Assessments.MaxBy(a => a.Version)!.By).Replace(' ', '\u00A0');
        return $"{marks} v-{cell.Version} by-{by}{(CellLook.Typed(cell) is { } typed ? $" t-{typed}" : "")}";
    }
}
