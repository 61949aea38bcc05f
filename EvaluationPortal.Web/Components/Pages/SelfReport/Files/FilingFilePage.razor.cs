using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Components.Pages.Personnel;
using EvaluationPortal.Web.Endpoints;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace EvaluationPortal.Web.Components.Pages.SelfReport.Files;

/// <summary>Follows the unit's drafts: what a batch would change is what it would change now.</summary>
public sealed partial class FilingFilePage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _subscription;
    private FilingPreview? _preview;
    private string? _missing, _denied, _fault, _said;
    private bool _isBusy;

    [Inject] public required LiveScoreboards Live { get; set; }
    [Inject] public required LiveSelfReports Reports { get; set; }
    [Inject] public required ReadImports Read { get; set; }
    [Inject] public required AnswerImport Answering { get; set; }
    [Inject] public required ApplyFiling Applying { get; set; }
    [Inject] public required TakeBackFiling TakingBack { get; set; }
    [Inject] public required People People { get; set; }
    [Inject] public required IDialogService Dialogs { get; set; }
    [Inject] public required TimeProvider Clock { get; set; }
    [CascadingParameter] public required Person Person { get; set; }
    [Parameter] public required string Cycle { get; set; }
    [Parameter] public required string Unit { get; set; }
    [Parameter] public required string Id { get; set; }

    /// <summary>What is no id is that of no batch.</summary>
    private Guid Batch => Guid.TryParse(Id, out var id) ? id : Guid.Empty;

    /// <summary>Drafts may be written, but are no longer filed.</summary>
    private string? Late => Live.Of(Cycle).Cycle is var cycle && FilingRules.DaysLeft(cycle, _preview!.Unit, Clock.GetUtcNow().UtcDateTime) < 0 && cycle.Settings.Deadlines.Of(_preview.Unit.Code) is { } due
        ? $"自查填报已于{ChinaTime.Minute(due)}截止：草稿仍可修改，报送须由区政府办公室重新开放；退回补正的除外。"
        : null;

    protected override async Task OnParametersSetAsync()
    {
        if (_preview?.Batch.Id == Batch && _preview.Batch.Cycle == Cycle) return;
        _subscription?.Dispose();
        (_subscription, _preview, _fault) = (null, null, null);
        var (cycle, unit) = (Live.Find(Cycle)?.Cycle, Live.Find(Cycle)?.Cycle.Find(new(Unit)));
        _missing = cycle is null ? Places.NoCycle(Cycle) : unit is null ? Places.NoUnit(cycle, Unit) : null;
        _denied = unit is null || FilingRules.SeesDrafts(Person, unit) ? null : (PermissionTable.Ask(Person, Permission.FileSelfReport, unit) as Denied)?.Why;
        if (_missing is not null || _denied is not null) return;
        await ReadAsync();
        if (_preview is not null) _subscription = Reports.Subscribe(Cycle, _preview.Unit.Code, drafts: true, () => InvokeAsync(FollowAsync));
    }

    private async Task ReadAsync()
    {
        _preview = await Read.Find(Person.Id, Cycle, Batch, _gone.Token) is { } batch && batch.Unit == new UnitCode(Unit) ? await Read.PreviewFiling(Person, batch, _gone.Token) : null;
        if (_preview is null) _missing = ReadImports.Unknown;
    }

    private async Task FollowAsync()
    {
        // While it is being applied its own changes come in.
        if (_gone.IsCancellationRequested || _isBusy || _preview is null) return;
        await ReadAsync();
        StateHasChanged();
    }

    private Task ApplyAsync() => RunAsync(_ => Applying.Run(Person.Id, Cycle, _preview!, _gone.Token), "已应用。");

    private async Task DiscardAsync()
    {
        if (await ConfirmDialog.Ask(Dialogs, "放弃", "放弃后这一批不能再应用，需要时可重新读入文件。")) await RunAsync(batch => Answering.Discard(Person.Id, Cycle, Batch, batch.Version, _gone.Token), "已放弃。");
    }

    private async Task TakeBackAsync()
    {
        if (await ConfirmDialog.Ask(Dialogs, "整批撤回", "恢复为应用之前的内容。应用之后又被修改的各处保留不动，并逐一列出。")) await RunAsync(batch => TakingBack.Run(Person.Id, Cycle, new(Unit), Batch, batch.Version, _gone.Token), "已撤回。");
    }

    private async Task RunAsync(Func<ImportBatch, Task<Permit>> act, string said)
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
