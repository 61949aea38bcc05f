using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Workflow;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EvaluationPortal.Web.Components.Layout;

/// <summary>Takes what was typed from the browser's outbox and answers what became of it.</summary>
public sealed partial class EditQueue : IAsyncDisposable
{
    private DotNetObjectReference<EditQueue>? _self;
    private IJSObjectReference? _module;
    private ElementReference _state;
    private bool _isGone;

    [Inject] public required IJSRuntime Js { get; set; }
    [Inject] public required RecordTyped Typed { get; set; }

    [Parameter, EditorRequired] public required Person Person { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _self = DotNetObjectReference.Create(this);
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/outbox.js");
        // Gone while the script was on its way: what it would be given is gone too.
        if (_isGone) return;
        await _module.InvokeVoidAsync("connect", _self, Person.Id.Value, _state);
    }

    /// <summary>Edits of one cycle in the order they were made; each answered by its id.</summary>
    [JSInvokable]
    public Task<IReadOnlyList<TypedOutcome>> Record(string cycle, TypedEdit[] edits) => Typed.Run(Person.Id, cycle, edits);

    public async ValueTask DisposeAsync()
    {
        _isGone = true;
        try
        {
            if (_module is not null)
            {
                await _module.InvokeVoidAsync("disconnect", _self);
                await _module.DisposeAsync();
            }
        }
        catch (Exception fault) when (BrowserGone.IsTold(fault))
        {
            // The browser is gone; its outbox connects again with the next circuit.
        }
        _self?.Dispose();
    }
}
