using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Components.Pages.Board.Drawer;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace EvaluationPortal.Web.Components.Pages.Board;

/// <summary>The drawer beside the board: the table's text, the editor, the sources and the history of one cell.</summary>
public sealed partial class BoardDrawer : IAsyncDisposable
{
    /// <summary>The drawer's element, for keys that lead to it.</summary>
    public const string Id = "board-drawer";

    private ElementReference _root;
    private Scoreboard? _board;
    private Unit? _unit;
    private Cell? _cell;
    private CellEditor? _editor;
    private DraftStore? _store;
    private IDisposable? _subscription;
    private DotNetObjectReference<BoardDrawer>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _script;
    private bool _showsText = true;
    private bool _showsSources = true;
    private bool _showsHistory;
    private bool _showsRecords = true;
    private bool _isGone;
    private FiledPart? _filed;
    private FiledEvidence? _viewed;
    private UsedReasons _often = UsedReasons.None;
    private (UnitCode, IndicatorCode) _shown;

    [Inject] public required LiveScoreboards Live { get; set; }
    [Inject] public required IJSRuntime Js { get; set; }
    [Inject] public required IDialogService Dialogs { get; set; }
    [Inject] public required TimeProvider Clock { get; set; }
    [Inject] public required OftenUsed Used { get; set; }

    [CascadingParameter] public required Person Person { get; set; }
    [Parameter, EditorRequired] public required string Cycle { get; set; }
    [Parameter, EditorRequired] public UnitCode Unit { get; set; }
    [Parameter, EditorRequired] public IndicatorCode Indicator { get; set; }

    /// <summary>Closes the drawer; the grid takes the focus.</summary>
    [Parameter] public EventCallback Close { get; set; }

    /// <summary>The person has seen what a unit filed.</summary>
    [Parameter] public EventCallback<FiledCell> Seen { get; set; }

    /// <summary>Moves the board's active cell by that many rows.</summary>
    [Parameter] public EventCallback<int> Next { get; set; }

    [JSInvokable]
    public void Typed(string key, IReadOnlyDictionary<string, string> fields) => _editor?.Typed(key, fields);

    [JSInvokable]
    public async Task SaveByKey()
    {
        if (_editor is null || _unit is not { } unit || _cell is not { } cell || WhyNot(unit, cell) is not null) return;
        await _editor.Save();
        StateHasChanged();
    }

    /// <summary>采纳自评 by its key.</summary>
    /// <param name="place">The cell that the window shows: the drawer may have gone on already.</param>
    [JSInvokable]
    public async Task AcceptByKey(string place)
    {
        if (place == Place && _filed is { } filed) await filed.AcceptAsync();
        StateHasChanged();
    }

    /// <summary>已查看 by its key.</summary>
    [JSInvokable]
    public async Task SeenByKey(string place)
    {
        if (place == Place && _filed is { } filed) await filed.SeenAsync();
    }

    [JSInvokable]
    public Task Move(int rows) => Next.InvokeAsync(rows);

    [JSInvokable]
    public async Task Escape()
    {
        if (_viewed is null) await Close.InvokeAsync();
        else await CloseFile();
        StateHasChanged();
    }

    protected override void OnInitialized() => _subscription = Live.Subscribe(Cycle, board => InvokeAsync(() => Take(board)));

    protected override async Task OnParametersSetAsync()
    {
        Show(Live.Of(Cycle));
        var wanted = (Unit, Indicator);
        if (wanted == _shown) return;
        (_shown, _viewed) = (wanted, null);
        var often = await Used.Run(Person.Id, Cycle, Indicator);
        if (wanted == _shown) _often = often ?? UsedReasons.None;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _self = DotNetObjectReference.Create(this);
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/drawer.js");
        // Closed while the script was on its way: what it would be given is gone.
        if (_isGone) return;
        _script = await _module.InvokeAsync<IJSObjectReference>("attach", _root, _self, BoardToolbar.AfterId);
        _store = new(_script);
        StateHasChanged();
    }

    private string Place => $"{Unit}/{Indicator}";

    private async Task Accept(Core.Scoring.Observation own)
    {
        if (_editor is { } editor && _unit is { } unit && _cell is { } cell && WhyNot(unit, cell) is null) await editor.Accept(own);
    }

    private async Task CloseFile()
    {
        _viewed = null;
        await _root.FocusAsync(preventScroll: true);
    }

    private void Take(Scoreboard board)
    {
        var (cell, cycle) = (_cell, _board?.Cycle);
        Show(board);
        if (!ReferenceEquals(cell, _cell) || !ReferenceEquals(cycle, board.Cycle)) StateHasChanged();
    }

    private void Show(Scoreboard board) => (_board, _unit, _cell) = (board, board.Cycle.Find(Unit), board.Find(Unit, Indicator));

    private bool MayDraw(Unit unit, Cell cell) => WhyNot(unit, cell) is null && PermissionTable.Ask(Person, Permission.KeepRecords, unit).IsGranted;

    /// <summary>Why the person cannot score the cell: the table, the stage, or whose it is.</summary>
    private string? WhyNot(Unit unit, Cell cell) =>
        !unit.Has(cell.Indicator) ? cell.Score.Explanation
        : MayScore.Ask(Person, _board!.Cycle, unit, cell.Indicator, Core.Evaluation.Cycle.AssessorOf(unit, cell.Indicator), Clock.GetUtcNow().UtcDateTime) is Denied denied ? denied.Why : null;

    private async Task FillRest(Indicator indicator)
    {
        var plan = FillColumn.Preview(Person, Live.Of(Cycle), indicator, Clock.GetUtcNow().UtcDateTime);
        await Dialogs.ShowAsync<FillColumnDialog>("其余均得满分", new DialogParameters<FillColumnDialog>
        {
            { d => d.Person, Person }, { d => d.Cycle, Cycle }, { d => d.Indicator, indicator }, { d => d.Plan, plan },
        });
    }

    public async ValueTask DisposeAsync()
    {
        _isGone = true;
        _subscription?.Dispose();
        _self?.Dispose();
        try
        {
            if (_script is not null) await _script.InvokeVoidAsync("dispose");
            if (_script is not null) await _script.DisposeAsync();
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (Exception fault) when (BrowserGone.IsTold(fault))
        {
            // The browser is gone and has cleaned up by itself.
        }
    }
}
