using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Web.Endpoints;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.Adjustments;

/// <summary>核定调整 of one cycle; follows what others propose and approve.</summary>
public sealed partial class AdjustmentsPage : IDisposable
{
    private IDisposable? _subscription;
    private Scoreboard? _board;
    private string? _missing, _told;

    [Inject] public required LiveScoreboards Live { get; set; }
    [Inject] public required People People { get; set; }
    [CascadingParameter] public required Person Person { get; set; }
    [Parameter] public required string Cycle { get; set; }

    /// <summary>What the form begins with.</summary>
    [SupplyParameterFromQuery] public string? Unit { get; set; }

    /// <inheritdoc cref="Unit"/>
    [SupplyParameterFromQuery] public string? Indicator { get; set; }

    private bool May => PermissionTable.Ask(Person, Permission.ConfirmResult).IsGranted || PermissionTable.Ask(Person, Permission.ManageCycle).IsGranted;

    protected override void OnParametersSet()
    {
        if (_board?.Cycle.Code == Cycle) return;
        _subscription?.Dispose();
        (_subscription, _board, _missing) = (null, null, Live.Find(Cycle) is null ? Places.NoCycle(Cycle) : null);
        if (_missing is not null || !May) return;
        _subscription = Live.Subscribe(Cycle, board => InvokeAsync(() => Take(board)));
        _board = Live.Of(Cycle);
    }

    /// <summary>Draws where the cycle changed; scores that come in are asked for when something is proposed.</summary>
    private void Take(Scoreboard board)
    {
        var same = ReferenceEquals(board.Cycle, _board?.Cycle);
        _board = board;
        if (!same) StateHasChanged();
    }

    private void Tell(string told)
    {
        (_told, _board) = (told, Live.Of(Cycle));
        StateHasChanged();
    }

    public void Dispose() => _subscription?.Dispose();
}
