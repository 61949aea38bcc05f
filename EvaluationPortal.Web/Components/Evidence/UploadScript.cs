using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EvaluationPortal.Web.Components.Evidence;

/// <summary>The script of one place where files are chosen, dropped and pasted (evidence.js); it goes when the place does.</summary>
/// <param name="place">Answers the script: <c>Address</c> before each file, <c>Uploaded</c> after it.</param>
internal sealed class UploadScript<TPlace>(IJSRuntime js, TPlace place) : IAsyncDisposable where TPlace : class
{
    private readonly DotNetObjectReference<TPlace> _place = DotNetObjectReference.Create(place);
    private IJSObjectReference? _module;
    private IJSObjectReference? _script;

    /// <summary>Begins to take files in that element.</summary>
    /// <param name="mostBytes">Longest file.</param>
    /// <param name="mostText">The same in words.</param>
    /// <param name="token">Against forged requests; sent with each file.</param>
    /// <param name="gone">The place is closed.</param>
    /// <param name="tells">The place answers <c>Progress</c> as well: how far a file that was sent is read.</param>
    public async Task AttachAsync(ElementReference root, long mostBytes, string mostText, string? token, CancellationToken gone, bool tells = false)
    {
        _module = await js.InvokeAsync<IJSObjectReference>("import", "./js/evidence.js");
        if (gone.IsCancellationRequested) return;
        _script = await _module.InvokeAsync<IJSObjectReference>("attach", gone, root, _place, new { most = mostBytes, mostText, token, tells });
    }

    /// <summary>Says something to those who do not see the list; nothing before the script is there.</summary>
    public async Task SayAsync(string text, CancellationToken gone)
    {
        if (_script is not null) await _script.InvokeVoidAsync("say", gone, text);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_script is not null)
            {
                await _script.InvokeVoidAsync("dispose");
                await _script.DisposeAsync();
            }
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (Exception fault) when (BrowserGone.IsTold(fault))
        {
            // The browser is gone, and its script and uploads with it.
        }
        _place.Dispose();
    }
}
