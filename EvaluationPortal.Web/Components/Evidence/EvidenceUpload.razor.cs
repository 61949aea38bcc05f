using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage.Evidence;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Endpoints;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace EvaluationPortal.Web.Components.Evidence;

/// <summary>Files of evidence of one place, for the pages that have such places. Files go over HTTP; the circuit only hears that one has come.</summary>
public sealed partial class EvidenceUpload : IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<EvidenceFile> _files = [];
    private UploadScript<EvidenceUpload>? _script;
    private ElementReference _root;
    private (string Cycle, EvidenceAddress At, string? Known)? _read;
    private Guid? _removing;
    private string? _why;
    private string? _fault;

    [Inject] public required IJSRuntime Js { get; set; }
    [Inject] public required AntiforgeryStateProvider Antiforgery { get; set; }
    [Inject] public required EvidencePolicy Policy { get; set; }
    [Inject] public required LiveScoreboards Live { get; set; }
    [Inject] public required ReadEvidence Read { get; set; }
    [Inject] public required RemoveEvidence Remove { get; set; }

    [CascadingParameter] public required Person Person { get; set; }

    /// <summary>Code of the cycle.</summary>
    [Parameter, EditorRequired] public required string Cycle { get; set; }

    /// <summary>Unit, indicator, and whose evidence it is.</summary>
    [Parameter, EditorRequired] public required EvidenceAddress At { get; set; }

    /// <summary>What the place is called to those who do not see it.</summary>
    [Parameter] public string Label { get; set; } = "佐证材料";

    /// <summary>What is said where there are no files.</summary>
    [Parameter] public string None { get; set; } = "还没有材料。";

    /// <summary>Nothing can be added or removed, whoever looks: it was handed in.</summary>
    [Parameter] public bool IsClosed { get; set; }

    /// <summary>What the page knows of the files, in any form: when it changes, they are read again.</summary>
    [Parameter] public string? Known { get; set; }

    /// <summary>Where a file of that name goes instead; null where all go to <see cref="At"/>.</summary>
    [Parameter] public Func<string, EvidenceAddress>? PlaceOf { get; set; }

    /// <summary>A file was added or removed here: all that stand now.</summary>
    [Parameter] public EventCallback<IReadOnlyList<EvidenceFile>> Changed { get; set; }

    private bool MayAdd => _why is null && !IsClosed;

    protected override async Task OnParametersSetAsync()
    {
        _why = Live.Find(Cycle) is not { Cycle: var cycle } ? Places.NoCycle(Cycle)
            : At.In(cycle) is var (place, fault) && place is null ? fault
            : AddEvidence.Ask(Person, cycle, place) is Denied denied ? denied.Why : null;
        if (_read == (Cycle, At, Known)) return;
        _read = (Cycle, At, Known);
        await ReadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _script = new(Js, this);
        await _script.AttachAsync(_root, Policy.MostBytes, EvidencePolicy.Text(Policy.MostBytes), Antiforgery.GetAntiforgeryToken()?.Value, _gone.Token);
    }

    /// <summary>Where files go now: the script asks before each.</summary>
    [JSInvokable]
    public string? Address(string name) => MayAdd ? Addresses.UploadEvidence(Cycle, PlaceOf?.Invoke(name) ?? At) : null;

    /// <summary>A file has come.</summary>
    [JSInvokable]
    public async Task Uploaded()
    {
        try
        {
            await ReadAsync();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return; // The place was closed meanwhile. A call that ends cancelled is never answered, and its script would wait for ever.
        }

        StateHasChanged();
        await Changed.InvokeAsync(_files);
    }

    private async Task ReadAsync() => _files = await Read.Of(Person.Id, Cycle, At, _gone.Token);

    private async Task RemoveAsync(EvidenceFile file)
    {
        _removing = null;
        _fault = await Remove.Run(Person.Id, Cycle, file.Id, _gone.Token) is Denied denied ? denied.Why : null;
        await ReadAsync();
        if (_script is not null) await _script.SayAsync(_fault is null ? $"已移除{file.Name}。" : "", _gone.Token);
        await Changed.InvokeAsync(_files);
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        if (_script is not null) await _script.DisposeAsync();
        _gone.Dispose();
    }
}
