using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Exchange.Reading;
using EvaluationPortal.Web.Components.Evidence;
using EvaluationPortal.Web.Endpoints;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace EvaluationPortal.Web.Components.Pages.Importing;

/// <summary>Files go over HTTP, as files of evidence do; the circuit only hears that one was read in, and how far it is.</summary>
public sealed partial class FileDrop : IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<string, FileReading> _readings = [];
    private UploadScript<FileDrop>? _script;
    private ElementReference _root;

    [Inject] public required IJSRuntime Js { get; set; }
    [Inject] public required AntiforgeryStateProvider Antiforgery { get; set; }
    [Inject] public required FileReadings Readings { get; set; }
    [CascadingParameter] public required Person Person { get; set; }

    /// <summary>Why nothing can be read in now; null where it can.</summary>
    [Parameter] public string? Closed { get; set; }

    /// <summary>The address that a file goes to, by the id of its reading.</summary>
    [Parameter, EditorRequired] public required Func<Guid, string> To { get; set; }

    /// <summary>A file was read in.</summary>
    [Parameter, EditorRequired] public required Func<Task> Done { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _script = new(Js, this);
        await _script.AttachAsync(_root, ImportFile.MostBytes, $"{ImportFile.MostBytes / 1024 / 1024}MB", Antiforgery.GetAntiforgeryToken()?.Value, _gone.Token, tells: true);
    }

    /// <summary>Where a file goes now: the script asks before each.</summary>
    [JSInvokable]
    public string? Address(string name)
    {
        if (Closed is not null) return null;
        var reading = Readings.Offer(Person.Id);
        var address = To(reading.Id);
        _readings[address] = reading;
        return address;
    }

    /// <summary>How far the file that was sent there is read; null while that is not known.</summary>
    [JSInvokable]
    public string? Progress(string address) => _readings.GetValueOrDefault(address)?.Text;

    /// <summary>A file was read in: on to what it would change.</summary>
    [JSInvokable]
    public Task Uploaded() => Done();

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        foreach (var reading in _readings.Values) Readings.Withdraw(reading);
        if (_script is not null) await _script.DisposeAsync();
        _gone.Dispose();
    }
}
