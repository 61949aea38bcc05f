using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Workflow;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.JSInterop;

namespace EvaluationPortal.Web.Components.Pages.Board;

/// <summary>The board's part about filings that the person has not seen, and about addresses that name a cell.</summary>
public sealed partial class BoardPage
{
    private UnseenFilings? _unseen;
    private IDisposable? _filings;

    [Inject] public required ReadFiled ReadFiled { get; set; }
    [Inject] public required LiveSelfReports Reports { get; set; }

    /// <summary>The person sees what units file, for some indicator at least.</summary>
    private bool ShowsFilings => PermissionTable.Ask(Person, Permission.SeeEvidence).IsGranted;

    private async Task FollowFilings()
    {
        if (!ShowsFilings) return;
        _unseen = new(ReadFiled, Reports, Person.Id, Cycle);
        _filings = _unseen.Subscribe(() => InvokeAsync(ReadUnseen));
        await ReadUnseen();
        // Only now: a row that was seen meanwhile must not vanish under whoever works in it.
        if (_filters.Unseen) Arrange();
    }

    private async Task ReadUnseen()
    {
        if (_gone.IsCancellationRequested || !await _unseen!.ReadAsync(_gone.Token)) return;
        StateHasChanged();
    }

    private void Seen(FiledCell cell)
    {
        _unseen?.Seen(cell);
        StateHasChanged();
    }

    /// <summary>Goes to the cell that the address names, with the drawer open.</summary>
    private async Task GoToNamed()
    {
        var query = QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query);
        var (unit, indicator) = (new UnitCode($"{query.GetValueOrDefault("unit")}"), new IndicatorCode($"{query.GetValueOrDefault("indicator")}"));
        if (!_columns!.Shows(unit, indicator) || _grid is null) return;
        await _grid.InvokeVoidAsync("goTo", unit.Value, indicator.Value);
        (_drawer, _selected) = ((unit, indicator), (unit, indicator));
        StateHasChanged();
    }
}
