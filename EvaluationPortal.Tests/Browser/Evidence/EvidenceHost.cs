using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Web;
using EvaluationPortal.Web.Access;
using EvaluationPortal.Web.Components.Evidence;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluationPortal.Tests.Browser.Evidence;

/// <summary>
/// Puts the component for evidence onto a page that is open, as no page of the portal has it yet: on the page's own circuit, under its
/// policy and with its session. Its parameters come from the browser, as those of a forged page would.
/// </summary>
public sealed class EvidenceHost : ComponentBase
{
    private const string Name = "evidence-host";
    private Person? _person;

    [Inject] public required People People { get; set; }
    [Inject] public required AuthenticationStateProvider Authentication { get; set; }

    [Parameter] public string? Unit { get; set; }
    [Parameter] public string? Indicator { get; set; }
    [Parameter] public string Source { get; set; } = nameof(Core.Schemes.Source.Self);
    [Parameter] public bool IsClosed { get; set; }

    /// <summary>A portal whose open pages take the component.</summary>
    public static async Task<Portal> PortalAsync(params (string Key, string Value)[] settings)
    {
        var portal = new Portal { Settings = settings.ToDictionary(s => s.Key, s => s.Value), Different = s => s.Configure<CircuitOptions>(o => o.RootComponents.RegisterForJavaScript<EvidenceHost>(Name)) };
        await portal.InitializeAsync();
        return portal;
    }

    /// <summary>Adds it to the page, and waits until its script listens.</summary>
    public static async Task<Microsoft.Playwright.ILocator> AddToAsync(Microsoft.Playwright.IPage page, string? unit = "yueyang", string? indicator = "1.1", string source = "Self", bool isClosed = false)
    {
        await page.EvaluateAsync($$"""
            async parameters => {
                const at = document.createElement('aside');
                at.setAttribute('aria-label', '试验');
                at.style.padding = '20px';
                document.querySelector('.portal').style.height = 'auto';
                document.body.append(at);
                await Blazor.rootComponents.add(at, '{{Name}}', parameters);
            }
            """, new { unit, indicator, source, isClosed });
        var added = page.Locator(".evidence").Last;
        await page.Locator(".evidence[data-uploads]").Last.WaitForAsync();
        return added;
    }

    protected override async Task OnInitializedAsync() => _person = People.Of((await Authentication.GetAuthenticationStateAsync()).User);

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (_person is null) return;
        builder.OpenComponent<CascadingValue<Person>>(0);
        builder.AddComponentParameter(1, nameof(CascadingValue<Person>.Value), _person);
        builder.AddComponentParameter(2, nameof(CascadingValue<Person>.ChildContent), (RenderFragment)(inner =>
        {
            inner.OpenComponent<EvidenceUpload>(0);
            inner.AddComponentParameter(1, nameof(EvidenceUpload.Cycle), "2022");
            inner.AddComponentParameter(2, nameof(EvidenceUpload.At), new EvidenceAddress(Unit is null ? null : new(Unit), Indicator is null ? null : new IndicatorCode(Indicator), Enum.Parse<Source>(Source)));
            inner.AddComponentParameter(3, nameof(EvidenceUpload.IsClosed), IsClosed);
            inner.CloseComponent();
        }));
        builder.CloseComponent();
    }
}
