using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.Deliveries;

/// <summary>One assessor's delivery, live; lives as long as the page shows that assessor.</summary>
public sealed partial class DeliveryView : IDisposable
{
    private IDisposable? _subscription;
    private Scoreboard _board = null!;
    private Assessor? _assessor;
    private string? _told;

    [Inject] public required LiveScoreboards Live { get; set; }
    [Inject] public required People People { get; set; }
    [CascadingParameter] public required Person Person { get; set; }

    /// <summary>Of the cycle.</summary>
    [Parameter, EditorRequired] public required string Code { get; set; }

    /// <summary>The assessor's in the table.</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }

    private Delivery Delivery => _board.Cycle.DeliveryOf(Name);

    private string Due => _board.Cycle.Settings.Deadlines.Of(Name) is { } due ? $"{ChinaTime.Minute(due)}前报送" : "没有设定截止时间";

    protected override void OnInitialized()
    {
        _subscription = Live.Subscribe(Code, board => InvokeAsync(() =>
        {
            Take(board);
            StateHasChanged();
        }));
        Take(Live.Of(Code));
    }

    private void Take(Scoreboard board) => (_board, _assessor) = (board, board.Cycle.FindAssessor(Name));

    private void Tell(string told)
    {
        _told = told;
        Take(Live.Of(Code));
        StateHasChanged();
    }

    public void Dispose() => _subscription?.Dispose();
}
