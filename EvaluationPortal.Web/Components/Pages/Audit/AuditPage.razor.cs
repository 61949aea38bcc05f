using System.Globalization;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Endpoints;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.Audit;

/// <summary>One page of the trail. It stands still while others work: what is new is read when somebody asks for it.</summary>
public sealed partial class AuditPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private AuditQuery? _shown;
    private TrailPage? _page;
    private long? _broken;

    [Inject] public required ReadTrail Trail { get; set; }
    [Inject] public required AuditWords Words { get; set; }
    [Inject] public required NavigationManager Navigation { get; set; }

    [CascadingParameter] public required Core.Access.Person Reader { get; set; }
    [SupplyParameterFromQuery] public string? Person { get; set; }
    [SupplyParameterFromQuery] public string? Unit { get; set; }
    [SupplyParameterFromQuery] public string? Indicator { get; set; }
    [SupplyParameterFromQuery] public string? Kind { get; set; }
    [SupplyParameterFromQuery] public string? From { get; set; }
    [SupplyParameterFromQuery] public string? To { get; set; }
    [SupplyParameterFromQuery] public string? Before { get; set; }

    private AuditQuery Query => new() { Person = Person, Unit = Unit, Indicator = Indicator, Kind = Kind, From = From, To = To, Before = long.TryParse(Before, CultureInfo.InvariantCulture, out var before) ? before : null };

    protected override async Task OnParametersSetAsync()
    {
        var wanted = Query;
        if (wanted == _shown) return;
        _shown = wanted;
        await Read(wanted);
    }

    private async Task Read(AuditQuery wanted)
    {
        try
        {
            var page = await Trail.Page(Reader.Id, wanted.Filter, wanted.Before ?? long.MaxValue, _gone.Token);
            if (wanted == _shown) _page = page;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page is gone.
        }
    }

    /// <summary>To the entries that fit from the newest on; asked for what is shown already, it is read again.</summary>
    private async Task Go(AuditQuery query)
    {
        if (query == _shown) await Read(query);
        else Navigation.NavigateTo(query.Page);
    }

    /// <summary>The broken entry on top, or the one before the gap.</summary>
    private async Task Show(AuditFault fault)
    {
        _broken = fault.Sequence;
        await Go(new() { Before = fault.Sequence + 1 });
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
