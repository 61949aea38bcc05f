using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.Cycles;

/// <summary>One cycle. It follows what others change; what is being filled in stays.</summary>
public sealed partial class CyclePage : IDisposable
{
    private IDisposable? _subscription;
    private string? _shown;
    private Scoreboard? _board;
    private Cycle? _cycle;
    private string? _told;

    [Inject] public required LiveScoreboards Boards { get; set; }
    [CascadingParameter] public required Person By { get; set; }
    [Parameter] public required string Code { get; set; }

    private bool May => PermissionTable.Ask(By, Permission.ManageCycle).IsGranted || PermissionTable.Ask(By, Permission.ConfirmResult).IsGranted;

    protected override void OnParametersSet()
    {
        if (_shown == Code || !May) return;
        (_shown, _told) = (Code, null);
        _subscription?.Dispose();
        _subscription = Boards.Find(Code) is null ? null : Boards.Subscribe(Code, board => InvokeAsync(() =>
        {
            Show(board);
            StateHasChanged();
        }));
        Show(Boards.Find(Code));
    }

    private void Show(Scoreboard? board) => (_board, _cycle) = (board, board?.Cycle);

    private void Tell(string told)
    {
        _told = told;
        Show(Boards.Find(Code));
        StateHasChanged();
    }

    public void Dispose() => _subscription?.Dispose();
}
