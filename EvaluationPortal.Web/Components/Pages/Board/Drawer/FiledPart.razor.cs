using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Workflow;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.Board.Drawer;

/// <summary>What a unit filed for one cell; follows the drawer from cell to cell, and the unit when it files anew.</summary>
public sealed partial class FiledPart : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private FiledIndicator? _filed;
    private (UnitCode Unit, IndicatorCode Indicator) _shown;
    private IDisposable? _subscription;
    private bool _returns;
    private string? _fault;

    [Inject] public required ReadFiled Read { get; set; }
    [Inject] public required MarkSeen Mark { get; set; }
    [Inject] public required LiveSelfReports Reports { get; set; }

    [CascadingParameter] public required Person Person { get; set; }
    [Parameter, EditorRequired] public required Cycle Cycle { get; set; }
    [Parameter, EditorRequired] public required Unit Unit { get; set; }
    [Parameter, EditorRequired] public required Cell Cell { get; set; }

    /// <summary>The person may score the cell.</summary>
    [Parameter] public bool MayScore { get; set; }

    /// <summary>Reasons often given when something was returned.</summary>
    [Parameter] public ImmutableArray<string> Often { get; set; } = [];

    /// <summary>Records the unit's own assessment as the score.</summary>
    [Parameter] public EventCallback<Core.Scoring.Observation> Accept { get; set; }

    /// <summary>Shows a file beside the drawer.</summary>
    [Parameter] public EventCallback<FiledEvidence> Show { get; set; }

    /// <summary>The person has seen what is filed here.</summary>
    [Parameter] public EventCallback<FiledCell> Seen { get; set; }

    /// <summary>The self-assessment that may be accepted; null where there is none, or it stands already. A claim is decided, not accepted as this.</summary>
    private Core.Scoring.Observation? Own => MayScore && _filed?.Filing is { Claim: null, Assessment: { } own } && own != Cell.Counted?.Observation ? own : null;

    private bool MayReturn => _filed is { } filed && FilingRules.AskToReturn(Person, Cycle, Unit, Cell.Indicator, filed.Report).IsGranted;

    /// <summary>采纳自评, where there is one.</summary>
    public async Task AcceptAsync()
    {
        if (Own is not { } own) return;
        await Accept.InvokeAsync(own);
        await SeenAsync();
    }

    /// <summary>已查看, where there is something unseen.</summary>
    public async Task SeenAsync()
    {
        if (_filed is not { IsUnseen: true, Version: { } version } filed) return;
        _fault = (await Mark.Run(Person.Id, Cycle.Code, filed.Unit.Code, filed.Indicator.Code, version.Number, _gone.Token) as Denied)?.Why;
        if (_fault is null) await Seen.InvokeAsync(new(filed.Unit.Code, filed.Indicator.Code));
        await ReadAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        var wanted = (Unit.Code, Cell.Indicator.Code);
        if (wanted == _shown) return;
        if (Unit.Code != _shown.Unit)
        {
            _subscription?.Dispose();
            _subscription = Reports.Subscribe(Cycle.Code, Unit.Code, drafts: false, () => InvokeAsync(ReadAsync));
        }
        (_shown, _filed, _returns, _fault) = (wanted, null, false, null);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var wanted = _shown;
        if (_gone.IsCancellationRequested || !Cell.Indicator.NeedsFiling || !Unit.Has(Cell.Indicator)) return;
        var read = await Read.Of(Person.Id, Cycle.Code, wanted.Unit, wanted.Indicator, _gone.Token);
        if (wanted != _shown || _gone.IsCancellationRequested) return;
        _filed = read;
        StateHasChanged();
    }

    private async Task DecidedAsync()
    {
        await SeenAsync();
        await ReadAsync();
    }

    private async Task OpenAsync(FiledEvidence file)
    {
        await Show.InvokeAsync(file);
        await SeenAsync();
    }

    public void Dispose()
    {
        _subscription?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }
}
