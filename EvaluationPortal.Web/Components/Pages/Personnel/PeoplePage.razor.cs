using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Endpoints;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.Personnel;

/// <summary>Everybody, live: a change by another administrator is seen at once.</summary>
public sealed partial class PeoplePage : IDisposable
{
    /// <summary>Rows drawn before anybody asks for more.</summary>
    private const int FirstRows = 100;

    /// <summary>Somebody who did something within this time is 在线.</summary>
    private static readonly TimeSpan Online = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _gone = new();
    private ImmutableDictionary<PersonId, AccountState> _accounts = ImmutableDictionary<PersonId, AccountState>.Empty;
    private List<PersonLine> _lines = [];
    private Task _following = Task.CompletedTask;
    private string? _text;
    private int _most = FirstRows;
    private bool _isOpen;

    [Inject] public required People Everybody { get; set; }
    [Inject] public required LiveSessions Sessions { get; set; }
    [Inject] public required LiveScoreboards Boards { get; set; }
    [Inject] public required CurrentCycle Cycle { get; set; }
    [Inject] public required ReadAccounts Accounts { get; set; }
    [Inject] public required NavigationManager Navigation { get; set; }
    [Inject] public required TimeProvider Clock { get; set; }

    [CascadingParameter] public required Person By { get; set; }
    [SupplyParameterFromQuery] public string? Text { get; set; }
    [SupplyParameterFromQuery] public string? Role { get; set; }
    [SupplyParameterFromQuery] public string? Unit { get; set; }
    [SupplyParameterFromQuery] public string? State { get; set; }

    private PeopleFilter Filter => PeopleFilter.Of(_text, Role, Unit, State);
    private Cycle Now => Boards.Of(Cycle.Code).Cycle;

    protected override async Task OnInitializedAsync()
    {
        if (!PermissionTable.Ask(By, Permission.ManagePeople).IsGranted) return;
        (_text, _isOpen) = (Text, true);
        Everybody.Changed += Follow;
        await Read();
    }

    protected override void OnParametersSet()
    {
        if (!_isOpen) return;
        _text = Text;
        Narrow();
    }

    /// <summary>Whom the filter lets through, as typed so far.</summary>
    private void Narrow()
    {
        var (filter, cycle, seen) = (Filter, Now, Sessions.All.GroupBy(s => s.Person).ToDictionary(g => g.Key, g => g.Max(s => s.LastSeenAt)));
        var recently = Clock.GetUtcNow().UtcDateTime - Online;
        _lines =
        [
            .. from person in Everybody.Everybody
               let account = _accounts.GetValueOrDefault(person.Id)
               where filter.Fits(person, account?.LoginName, cycle)
               let live = seen.TryGetValue(person.Id, out var at) ? at : (DateTime?)null
               select new PersonLine(person, account?.LoginName, live ?? account?.LastSeenAt, live > recently),
        ];
    }

    private void Search() => Go(Filter);

    private void Go(PeopleFilter filter)
    {
        _most = FirstRows;
        if (filter.Address != Navigation.ToAbsoluteUri(Navigation.Uri).PathAndQuery) Navigation.NavigateTo(filter.Address, replace: true);
    }

    private void ShowAll() => _most = int.MaxValue;

    private void Follow(object? sender, EventArgs e) => _following = InvokeAsync(Refresh);

    private async Task Refresh()
    {
        try
        {
            await Read();
            StateHasChanged();
        }
        catch (Exception fault) when (!_gone.IsCancellationRequested)
        {
            await DispatchExceptionAsync(fault);
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private async Task Read()
    {
        _accounts = await Accounts.All(By.Id, _gone.Token);
        Narrow();
    }

    public void Dispose()
    {
        Everybody.Changed -= Follow;
        _gone.Cancel();
        _gone.Dispose();
    }

    private sealed record PersonLine(Person Person, string? LoginName, DateTime? SeenAt, bool IsOnline);
}
