using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Web.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace EvaluationPortal.Web.Components.Layout;

/// <summary>An open page's end of <see cref="OpenPages"/>.</summary>
public sealed partial class SessionWatch : IAsyncDisposable
{
    private IDisposable? _watching;
    private DotNetObjectReference<SessionWatch>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _script;
    private ElementReference _bar;
    private string? _session;
    private bool _isGone;

    [Inject] public required IJSRuntime Js { get; set; }
    [Inject] public required OpenPages Pages { get; set; }
    [Inject] public required LiveSessions Sessions { get; set; }
    [Inject] public required AccessPolicy Policy { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Parameter, EditorRequired] public required Person Person { get; set; }

    /// <summary>The page must close now.</summary>
    [Parameter, EditorRequired] public EventCallback<PageEnd> Over { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var user = (await Authentication).User;
        _session = user.SessionId();
        _watching = Pages.Watch(user, Person, why => InvokeAsync(() => Over.InvokeAsync(why)));
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _self = DotNetObjectReference.Create(this);
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/session.js");
        // Gone while the script was on its way: what it would be given is gone too.
        if (_isGone) return;
        _script = await _module.InvokeAsync<IJSObjectReference>("watch", _self, _bar, Policy.Idle.TotalMilliseconds, Person.Id.Value);
    }

    /// <summary>A key or click: the session goes on.</summary>
    [JSInvokable]
    public void Seen()
    {
        if (_session is not null) Sessions.Seen(_session);
    }

    public async ValueTask DisposeAsync()
    {
        _isGone = true;
        _watching?.Dispose();
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
            // The browser is gone, and its script with it.
        }
        _self?.Dispose();
    }
}
