using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Web.Endpoints;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.Todos;

/// <summary>What waits for one person in every cycle that is not published; follows boards and self-reports as others move them.</summary>
public sealed partial class TodoPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private ImmutableArray<(TodoFacts Facts, ImmutableArray<TodoLine> Lines)> _shown = [];
    private DateTime _now;
    private bool _isRead;
    private GatheredChanges? _changes;

    [Inject] public required LiveScoreboards Boards { get; set; }
    [Inject] public required LiveSelfReports Reports { get; set; }
    [Inject] public required CurrentCycle Current { get; set; }
    [Inject] public required ReadTodos Read { get; set; }
    [Inject] public required TimeProvider Clock { get; set; }
    [CascadingParameter] public required Person Person { get; set; }

    private string PlaceName => PermissionTable.Ask(Person, Permission.SeeBoard).IsGranted ? "评分汇总表" : Person.Roles.Any(RoleRules.IsOfUnit) ? "本单位" : "进入工作页面";

    protected override Task OnInitializedAsync()
    {
        _changes = new(TimeSpan.FromSeconds(2), Clock, () => InvokeAsync(LoadAsync), fault => _ = DispatchExceptionAsync(fault));
        foreach (var cycle in Open())
        {
            _changes.Follow(changed => Boards.Subscribe(cycle, _ => changed()));
            _changes.Follow(changed => Reports.Subscribe(cycle, changed));
            foreach (var unit in Boards.Of(cycle).Cycle.Units.Where(u => Person.BelongsTo(u.Code) && FilingRules.SeesDrafts(Person, u)))
            {
                _changes.Follow(changed => Reports.Subscribe(cycle, unit.Code, drafts: true, changed));
            }
        }
        return LoadAsync();
    }

    private IEnumerable<string> Open() => Boards.Cycles.Where(code => Boards.Of(code).Cycle.Stage is not Stage.Published).OrderBy(code => code != Current.Code);

    private async Task LoadAsync()
    {
        if (_gone.IsCancellationRequested) return;
        List<(TodoFacts, ImmutableArray<TodoLine>)> shown = [];
        foreach (var cycle in Open())
        {
            var facts = await Read.Run(Person, Boards.Of(cycle), _gone.Token);
            shown.Add((facts, TodoSources.Of(facts)));
        }
        (_shown, _now, _isRead) = ([.. shown], Clock.GetUtcNow().UtcDateTime, true);
        StateHasChanged();
    }

    /// <summary>A line keeps its place in the page while its numbers change: whoever is on its link stays on it.</summary>
    private static IEnumerable<(TodoLine Line, (string, int) Key)> Keyed(ImmutableArray<TodoLine> lines) =>
        lines.Select((line, at) => (line, (line.Href, lines.Take(at).Count(l => l.Href == line.Href))));

    public void Dispose()
    {
        _changes?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }
}
