using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Workflow;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EvaluationPortal.Web.Components.Layout;

/// <summary>Takes what was typed from the browser's queues, the board's and the self-report's, and answers what became of it.</summary>
public sealed partial class EditQueue : IAsyncDisposable
{
    private readonly List<IJSObjectReference> _modules = [];
    private DotNetObjectReference<EditQueue>? _self;
    private ElementReference _scores, _drafts;
    private bool _isGone;

    [Inject] public required IJSRuntime Js { get; set; }
    [Inject] public required RecordTyped Typed { get; set; }
    [Inject] public required SaveDrafts Save { get; set; }

    [Parameter, EditorRequired] public required Person Person { get; set; }

    /// <summary>The person scores.</summary>
    [Parameter] public bool Scores { get; set; }

    /// <summary>The person writes a self-report.</summary>
    [Parameter] public bool Files { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _self = DotNetObjectReference.Create(this);
        if (Scores) await ConnectAsync("./js/outbox.js", _scores);
        if (Files) await ConnectAsync("./js/draft-queue.js", _drafts);
    }

    private async Task ConnectAsync(string script, ElementReference line)
    {
        if (_isGone) return;
        var module = await Js.InvokeAsync<IJSObjectReference>("import", script);
        _modules.Add(module);
        // Gone while the script was on its way: what it would be given is gone too.
        if (_isGone) return;
        await module.InvokeVoidAsync("connect", _self, Person.Id.Value, line);
    }

    /// <summary>Edits of one cycle in the order they were made; each answered by its id.</summary>
    [JSInvokable]
    public Task<IReadOnlyList<TypedOutcome>> Record(string cycle, TypedEdit[] edits) => Typed.Run(Person.Id, cycle, edits);

    /// <summary>Fields of one unit's self-report as they were typed; each answered by its id.</summary>
    [JSInvokable]
    public Task<IReadOnlyList<DraftOutcome>> SaveDrafts(string cycle, string unit, DraftEdit[] edits) => Save.Run(Person.Id, cycle, new(unit), edits);

    public async ValueTask DisposeAsync()
    {
        _isGone = true;
        try
        {
            foreach (var module in _modules)
            {
                await module.InvokeVoidAsync("disconnect", _self);
                await module.DisposeAsync();
            }
        }
        catch (Exception fault) when (BrowserGone.IsTold(fault))
        {
            // The browser is gone; its queues connect again with the next circuit.
        }
        _self?.Dispose();
    }
}
