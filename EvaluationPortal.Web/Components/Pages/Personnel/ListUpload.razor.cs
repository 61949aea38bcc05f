using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Exchange.Reading;
using EvaluationPortal.Web.Endpoints;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EvaluationPortal.Web.Components.Pages.Personnel;

/// <summary>The file goes over HTTP (list-upload.js); the circuit only says where to, and how far it is read.</summary>
public sealed partial class ListUpload : IAsyncDisposable
{
    private readonly Dictionary<string, FileReading> _readings = [];
    private DotNetObjectReference<ListUpload>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _script;
    private ElementReference _root;
    private bool _isGone;

    [Inject] public required IJSRuntime Js { get; set; }
    [Inject] public required FileReadings Readings { get; set; }
    [CascadingParameter] public required Person Person { get; set; }

    /// <summary>Address of the list to fill in.</summary>
    [Parameter, EditorRequired] public required string Template { get; set; }

    [Parameter] public string TemplateLabel { get; set; } = "下载模板";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _self = DotNetObjectReference.Create(this);
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/list-upload.js");
        if (!_isGone) _script = await _module.InvokeAsync<IJSObjectReference>("attach", _root, _self, ListFile.MostBytes);
    }

    /// <summary>Where a file goes now: the script asks before each.</summary>
    [JSInvokable]
    public string Address()
    {
        var reading = Readings.Offer(Person.Id);
        var address = Addresses.ReadListAs(reading.Id);
        _readings[address] = reading;
        return address;
    }

    /// <summary>How far the file that was sent there is read; null while that is not known.</summary>
    [JSInvokable]
    public string? Progress(string address) => _readings.GetValueOrDefault(address)?.Text;

    public async ValueTask DisposeAsync()
    {
        _isGone = true;
        foreach (var reading in _readings.Values) Readings.Withdraw(reading);
        try
        {
            if (_script is not null) await _script.InvokeVoidAsync("dispose");
            if (_script is not null) await _script.DisposeAsync();
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (Exception fault) when (BrowserGone.IsTold(fault))
        {
            // The browser is gone and has cleaned up by itself.
        }
        _self?.Dispose();
    }
}
