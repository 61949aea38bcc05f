using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace EvaluationPortal.Web.Components.Pages.Board;

/// <summary>The scoring board of one cycle.</summary>
public sealed partial class BoardPage : IAsyncDisposable
{
    /// <summary>Ranks follow a burst of edits at this pace.</summary>
    private static readonly TimeSpan RanksPace = TimeSpan.FromMilliseconds(500);

    /// <summary>The foot follows at this pace: its means change with every edit and cost as much as a row.</summary>
    private static readonly TimeSpan FootPace = TimeSpan.FromSeconds(5);

    private readonly BoardRow?[] _rowOf = new BoardRow?[1000];
    private HashSet<string> _conflicts = [];
    private ElementReference _frame;
    private ElementReference _leaf;
    private Scoreboard? _board;
    private Scoreboard? _ranked;
    private BoardColumns? _columns;
    private ImmutableArray<BoardColumn> _shown = [];
    private ImmutableArray<int> _rows = [];
    private BoardFilters _filters = BoardFilters.Parse("");
    private (UnitCode Unit, IndicatorCode Indicator)? _drawer;
    private (UnitCode Unit, IndicatorCode Indicator)? _selected;
    private bool _ranksMoved;
    private FormulaBar? _formula;
    private BoardFoot? _foot;
    private IDisposable? _subscription;
    private readonly CancellationTokenSource _gone = new();
    private Task _ranksSoon = Task.CompletedTask;
    private Task _footSoon = Task.CompletedTask;
    private DotNetObjectReference<BoardPage>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _grid;

    [Inject] public required LiveScoreboards Live { get; set; }
    [Inject] public required NavigationManager Navigation { get; set; }
    [Inject] public required IJSRuntime Js { get; set; }
    [Inject] public required TimeProvider Clock { get; set; }
    [Inject] public required IDialogService Dialogs { get; set; }

    [CascadingParameter] public required Person Person { get; set; }
    [Parameter] public required string Cycle { get; set; }

    /// <summary>Columns of section subtotals that are unfolded.</summary>
    private int Subtotals => _filters.Subtotals ? _board!.Cycle.Scheme.Sections.Length : 0;

    protected override void OnInitialized()
    {
        if (Live.Find(Cycle) is null || !PermissionTable.Ask(Person, Permission.SeeBoard).IsGranted) return;
        _subscription = Live.Subscribe(Cycle, board => InvokeAsync(() => Take(board)));
        _filters = BoardFilters.Parse(new Uri(Navigation.Uri).Query);
        Start(Live.Of(Cycle));
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_self is not null || _board is null) return;
        _self = DotNetObjectReference.Create(this);
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/board.js");
        // Left while the script was on its way: what it would be given is gone.
        if (_gone.IsCancellationRequested) return;
        _grid = await _module.InvokeAsync<IJSObjectReference>("attach", _frame, _leaf, _self, new { cycle = Cycle, person = Person.Id.Value, name = Person.Name.Replace(' ', '\u00A0'), selectAfter = 80, mostCharacters = TextGate.MostCharacters, findId = BoardToolbar.FindId, afterId = BoardToolbar.AfterId });
        await GoToNamed();
        await FollowFilings();
    }

    /// <summary>The active cell moved: the bar follows, and the drawer where it is open.</summary>
    [JSInvokable]
    public void Select(string unit, string indicator)
    {
        if (!_columns!.Shows(new(unit), new(indicator))) return;
        _selected = (new(unit), new(indicator));
        ShowFormula();
        if (_drawer is null || _drawer == _selected) return;
        _drawer = _selected;
        StateHasChanged();
    }

    [JSInvokable]
    public void ToggleDrawer(string unit, string indicator)
    {
        if (!_columns!.Shows(new(unit), new(indicator))) return;
        (UnitCode, IndicatorCode) at = (new(unit), new(indicator));
        _drawer = _drawer == at ? null : at;
        StateHasChanged();
    }

    [JSInvokable]
    public async Task CloseDrawer()
    {
        _drawer = null;
        StateHasChanged();
        if (_grid is not null) await _grid.InvokeVoidAsync("focus");
    }

    /// <summary>Units with an edit of one's own in conflict, for the filter.</summary>
    [JSInvokable]
    public void Conflicts(string[] units)
    {
        _conflicts = [.. units];
        if (_filters.Conflicts) Arrange();
    }

    [JSInvokable]
    public async Task Help()
    {
        var dialog = await Dialogs.ShowAsync<BoardKeys>("评分汇总表的按键", new DialogOptions { CloseOnEscapeKey = true });
        await dialog.Result;
        if (_grid is not null) await _grid.InvokeVoidAsync("focus");
    }

    /// <summary>确认 or 解锁 of a column or a unit, by the chief; nothing for whoever may not.</summary>
    /// <returns>Whether the dialog was opened.</returns>
    [JSInvokable]
    public async Task<bool> OpenLock(string? unit, string? indicator)
    {
        if (!_columns!.MayConfirm) return false;
        await ConfirmationDialog.Open(Dialogs, Person.Id, Cycle, new(unit is null ? null : new UnitCode(unit), indicator is null ? null : new IndicatorCode(indicator)));
        if (_grid is not null) await _grid.InvokeVoidAsync("focus");
        return true;
    }

    private void Start(Scoreboard board)
    {
        (_board, _ranked) = (board, board);
        _columns = new(Person, board.Cycle, Clock.GetUtcNow().UtcDateTime);
        // Whoever may not see totals must not read their order from the rows either.
        if (!_columns.ShowsTotals) _filters = _filters with { ByTotal = false, Subtotals = false };
        Arrange();
    }

    /// <summary>Rows and columns by the filters; the only time that rows move.</summary>
    private void Arrange()
    {
        _shown = _filters.Mine ? [.. _columns!.Columns.Where(c => _columns.IsMine(c.Indicator))] : _columns!.Columns;
        _rows = _filters.Rows(_board!, _shown, _conflicts, _unseen);
        _ranksMoved = false;
        StateHasChanged();
    }

    private void Refilter(BoardFilters filters)
    {
        _filters = filters;
        Navigation.NavigateTo(filters.Address(new Uri(Navigation.Uri).AbsolutePath), new NavigationOptions { ReplaceHistoryEntry = true });
        Arrange();
    }

    private async Task Find(Unit unit)
    {
        if (!_rows.Contains(_board!.Cycle.IndexOf(unit.Code))) Refilter(_filters with { Kind = null, Pending = false, Conflicts = false, Unseen = false });
        if (_grid is not null) await _grid.InvokeVoidAsync("goTo", unit.Code.Value);
    }

    private async Task Next(int rows)
    {
        if (_grid is not null) await _grid.InvokeVoidAsync("moveBy", rows, 0);
    }

    private void Take(Scoreboard board)
    {
        var before = _board!;
        _board = board;
        if (!ReferenceEquals(before.Cycle, board.Cycle))
        {
            Start(board);
            return;
        }
        for (var at = 0; at < board.Scorecards.Length; at++)
        {
            if (!ReferenceEquals(before.Scorecards[at], board.Scorecards[at])) _rowOf[at]?.Show(board.Scorecards[at]);
        }
        ShowFormula();
        if (_ranksSoon.IsCompleted) _ranksSoon = Soon(RanksPace, ShowRanks);
        if (_footSoon.IsCompleted) _footSoon = Soon(FootPace, () => _foot?.Show(_board!));
    }

    private async Task Soon(TimeSpan pace, Action show)
    {
        try
        {
            await Task.Delay(pace, Clock, _gone.Token);
            show();
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
    }

    private void ShowRanks()
    {
        var moved = false;
        for (var at = 0; at < _board!.Ranks.Length; at++)
        {
            if (_board.Ranks[at] == _ranked!.Ranks[at]) continue;
            moved |= _board.Ranks[at].Place != _ranked.Ranks[at].Place;
            _rowOf[at]?.Show(_board.Ranks[at]);
        }
        _ranked = _board;
        if (!moved || !_filters.ByTotal || _ranksMoved) return;
        _ranksMoved = true;
        StateHasChanged();
    }

    private void ShowFormula()
    {
        if (_selected is { } at && _board!.Find(at.Unit, at.Indicator) is { } cell) _formula?.Show(_board.Cycle.Find(at.Unit)!, cell);
    }

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        _filings?.Dispose();
        await _gone.CancelAsync();
        await Task.WhenAll(_ranksSoon, _footSoon);
        _gone.Dispose();
        _self?.Dispose();
        try
        {
            if (_grid is not null) await _grid.InvokeVoidAsync("dispose");
            if (_grid is not null) await _grid.DisposeAsync();
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (Exception fault) when (BrowserGone.IsTold(fault))
        {
            // The browser is gone and has cleaned up by itself.
        }
    }
}
