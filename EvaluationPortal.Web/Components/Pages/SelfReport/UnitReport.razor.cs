using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Workflow;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EvaluationPortal.Web.Components.Pages.SelfReport;

/// <summary>One unit's self-report as its reader may see it; lives as long as the page shows that unit.</summary>
public sealed partial class UnitReport : IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly HashSet<IndicatorCode> _open = [];
    private Scoreboard _board = null!;
    private Scorecard? _card;
    private Sight _sight = Sight.Everything;
    private SelfReportView? _view;
    private FiledReport? _shown;
    private IDisposable? _scores, _reports;
    private ElementReference _root;
    private DotNetObjectReference<UnitReport>? _self;
    private IJSObjectReference? _module, _script;
    private bool _isAttached;

    [Inject] public required LiveScoreboards Live { get; set; }
    [Inject] public required LiveSelfReports Reports { get; set; }
    [Inject] public required ReadSelfReport Read { get; set; }
    [Inject] public required IJSRuntime Js { get; set; }

    [CascadingParameter] public required Person Person { get; set; }

    /// <summary>Of the cycle.</summary>
    [Parameter, EditorRequired] public required string Code { get; set; }

    [Parameter, EditorRequired] public UnitCode Unit { get; set; }

    /// <summary>The filed version to show; null for what stands now.</summary>
    [Parameter] public int? Number { get; set; }

    private Cycle Cycle => _board.Cycle;

    private bool IsOfUnit => FilingRules.SeesDrafts(Person, _card!.Unit);

    /// <summary>The browser asks for the rows that were open before it loaded anew.</summary>
    [JSInvokable]
    public void Open(string[] indicators)
    {
        _open.UnionWith(Cycle.Scheme.Indicators.Select(i => i.Code).Where(code => indicators.Contains(code.Value)));
        StateHasChanged();
    }

    protected override async Task OnInitializedAsync()
    {
        _scores = Live.Subscribe(Code, board => InvokeAsync(() => TakeScores(board)));
        TakeScores(Live.Of(Code));
        _reports = Reports.Subscribe(Code, Unit, IsOfUnit, () => InvokeAsync(ReadAsync));
        await ReadAsync();
    }

    protected override void OnParametersSet() => Show();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isAttached || _view is null || !IsOfUnit) return;
        _isAttached = true;
        _self = DotNetObjectReference.Create(this);
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/self-report.js");
        // Left while the script was on its way: what it would be given is gone too.
        if (_gone.IsCancellationRequested) return;
        _script = await _module.InvokeAsync<IJSObjectReference>("attach", _root, _self, new { person = Person.Id.Value, cycle = Code, unit = Unit.Value });
    }

    private async Task ReadAsync()
    {
        if (_gone.IsCancellationRequested) return;
        if (await Read.Run(Person.Id, Code, Unit, _view, _gone.Token) is not { } view || (_view is { } before && view.SaysTheSame(before))) return;
        _view = view;
        Show();
        StateHasChanged();
    }

    /// <summary>Draws only what its reader may see and what of it changed.</summary>
    private void TakeScores(Scoreboard board)
    {
        if (_gone.IsCancellationRequested || board.Find(Unit) is not { } card) return;
        var sight = Sight.Of(Person, board.Cycle, card.Unit);
        var isSame = _card is not null && ReferenceEquals(board.Cycle, Cycle) && sight == _sight && (!sight.Score || ReferenceEquals(card, _card));
        (_board, _card, _sight) = (board, card, sight);
        if (!isSame) StateHasChanged();
    }

    /// <summary>The office has nothing to look at but what was filed.</summary>
    private void Show() => _shown = _view is null ? null
        : _view.Filed.FirstOrDefault(f => f.Number == Number) ?? (_card is not null && IsOfUnit ? null : _view.Filed.FirstOrDefault());

    private void Toggle(IndicatorCode indicator)
    {
        if (!_open.Remove(indicator)) _open.Add(indicator);
        StateHasChanged();
    }

    /// <summary>Waits until what was typed here is saved; gives how much is not.</summary>
    private async Task<int> FlushAsync() => _script is null ? 0 : await _script.InvokeAsync<int>("flush");

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _scores?.Dispose();
        _reports?.Dispose();
        try
        {
            if (_script is not null) await _script.InvokeVoidAsync("dispose");
            if (_script is not null) await _script.DisposeAsync();
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (Exception fault) when (BrowserGone.IsTold(fault))
        {
            // The browser is gone; what was typed is in its storage.
        }
        _self?.Dispose();
        _gone.Dispose();
    }
}
