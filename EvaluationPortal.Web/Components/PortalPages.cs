using EvaluationPortal.Web.Endpoints;
using EvaluationPortal.Web.Security;
using Microsoft.AspNetCore.SignalR;
using MudBlazor.Services;

namespace EvaluationPortal.Web.Components;

/// <summary>Pages, the circuit they live on, and what is shown when something goes wrong.</summary>
public static class PortalPages
{
    /// <summary>Silence is noticed within this time instead of half a minute.</summary>
    private static readonly TimeSpan SilenceAllowed = TimeSpan.FromSeconds(12);

    /// <summary>Longest message from a browser, in bytes: about 80,000 Chinese characters. A longer one closes the connection.</summary>
    private const int MaxMessage = 256 * 1024;

    public static void AddPortalPages(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CurrentCycle>().AddSingleton<CurrentContact>().AddScoped<KeptText>();
        builder.Services.AddMudServices();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(o =>
        {
            o.MaximumReceiveMessageSize = MaxMessage;
            o.KeepAliveInterval = SilenceAllowed / 3;
            o.ClientTimeoutInterval = SilenceAllowed;
            o.AddFilter<CircuitOwners>();
        });
    }

    public static void UsePortalErrors(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error", createScopeForErrors: true);
        }

        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
    }

    public static void MapPortalPages(this WebApplication app) => app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o =>
    {
        // Every answer has the whole policy already (Security); a second header would only repeat a part of it.
        o.ContentSecurityFrameAncestorsPolicy = null;
    });
}
