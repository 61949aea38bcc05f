using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Components.Pages.Personnel;
using EvaluationPortal.Web.Endpoints;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace EvaluationPortal.Web.Components.Pages.Importing;

/// <summary>Follows the board: what a batch would change is what it would change now.</summary>
public sealed partial class ImportPage : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _subscription;
    private ImportPreview? _preview;
    private string? _missing, _fault, _said;
    private bool _isBusy;

    [Inject] public required LiveScoreboards Live { get; set; }
    [Inject] public required ReadImports Read { get; set; }
    [Inject] public required AnswerImport Answering { get; set; }
    [Inject] public required ApplyImport Applying { get; set; }
    [Inject] public required TakeBackImport TakingBack { get; set; }
    [Inject] public required People People { get; set; }
    [Inject] public required IDialogService Dialogs { get; set; }
    [Inject] public required TimeProvider Clock { get; set; }
    [CascadingParameter] public required Person Person { get; set; }
    [Parameter] public required string Cycle { get; set; }
    [Parameter] public required string Id { get; set; }

    /// <summary>What is no id is that of no batch.</summary>
    private Guid Batch => Guid.TryParse(Id, out var id) ? id : Guid.Empty;

    private bool MayApply => _preview is { } preview && ImportRules.AskToApply(Person, preview.Batch).IsGranted;

    protected override async Task OnParametersSetAsync()
    {
        if (_preview?.Batch.Id == Batch && _preview.Batch.Cycle == Cycle) return;
        _subscription?.Dispose();
        (_subscription, _preview, _fault) = (null, null, null);
        _missing = Live.Find(Cycle) is null ? Places.NoCycle(Cycle) : null;
        if (_missing is not null || !PermissionTable.Ask(Person, Permission.ImportFiles).IsGranted) return;
        _subscription = Live.Subscribe(Cycle, Take);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (await Read.Find(Person.Id, Cycle, Batch, _gone.Token) is not { Unit: null } batch) _missing = ReadImports.Unknown;
        else _preview = await Read.Preview(Person, batch, _gone.Token);
    }

    /// <summary>The subscription calls once more after the pause where boards came in meanwhile.</summary>
    private async Task Take(Scoreboard board)
    {
        await InvokeAsync(async () =>
        {
            // While it is being applied its own changes come in.
            if (_isBusy || _preview?.Batch.Standing.State is not ImportState.Staged) return;
            await ReadAsync();
            StateHasChanged();
        });
        await Task.Delay(Pace, Clock, _gone.Token);
    }

    private Task AnswerAsync((string Name, UnitCode? Unit) answer) =>
        RunAsync(batch => Answering.Unit(Person.Id, Cycle, Batch, answer.Name, answer.Unit, batch.Version, _gone.Token), null);

    private Task GiveAsync(string reason) => RunAsync(batch => Answering.Reason(Person.Id, Cycle, Batch, reason, batch.Version, _gone.Token), null);

    private Task ApplyAsync() => RunAsync(_ => Applying.Run(Person.Id, Cycle, _preview!, _gone.Token), "已应用。");

    private async Task DiscardAsync()
    {
        if (await ConfirmDialog.Ask(Dialogs, "放弃", "放弃后这一批不能再应用，需要时可重新读入文件。")) await RunAsync(batch => Answering.Discard(Person.Id, Cycle, Batch, batch.Version, _gone.Token), "已放弃。");
    }

    private async Task TakeBackAsync()
    {
        if (await ConfirmDialog.Ask(Dialogs, "整批撤回", "恢复为应用之前的得分。应用之后又被修改的各处保留不动，并逐一列出。")) await RunAsync(batch => TakingBack.Run(Person.Id, Cycle, Batch, batch.Version, _gone.Token), "已撤回。");
    }

    private async Task RunAsync(Func<ImportBatch, Task<Permit>> act, string? said)
    {
        if (_isBusy || _preview is not { Batch: var batch }) return;
        (_isBusy, _said) = (true, null);
        StateHasChanged();
        try
        {
            _fault = (await act(batch) as Denied)?.Why;
            await ReadAsync();
            _said = _fault is null ? said : null;
        }
        finally
        {
            _isBusy = false;
        }
    }

    public void Dispose()
    {
        _subscription?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }
}
