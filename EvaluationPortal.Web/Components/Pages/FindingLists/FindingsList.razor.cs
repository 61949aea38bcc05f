using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.FindingLists;

/// <summary>A 问题清单 as its reader may see it; lives as long as the page shows it.</summary>
public sealed partial class FindingsList : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly FindingsFilter _filter = new();
    private readonly HashSet<FindingPlace> _chosen = [];
    private ImmutableArray<ListedFinding>? _listed;
    private Cycle? _cycle;
    private string? _refusal, _fault;
    private DateOnly? _due;
    private bool _isBusy;
    private IDisposable? _subscription;

    [Inject] public required LiveScoreboards Live { get; set; }
    [Inject] public required ReadFindings Read { get; set; }
    [Inject] public required DateMending Date { get; set; }
    [Inject] public required TimeProvider Clock { get; set; }

    [Inject] public required KeptText Kept { get; set; }

    [CascadingParameter] public required Person Person { get; set; }

    /// <summary>Of the cycle.</summary>
    [Parameter, EditorRequired] public required string Code { get; set; }

    /// <summary>Null for all units.</summary>
    [Parameter] public UnitCode? Unit { get; set; }

    private Cycle Cycle => _cycle!;

    private DateOnly Today => ChinaTime.Day(Clock.GetUtcNow().UtcDateTime);

    private List<ListedFinding> Shown => [.. _listed!.Value.Where(f => _filter.Takes(f, Today))];

    private bool MayDate => _listed!.Value.Any(f => MendingRules.AskToDate(Person, Cycle, f).IsGranted);

    private bool IsAllChosen => _chosen.Count > 0 && Datable().All(f => _chosen.Contains(f.Place));

    private string DatesForm => KeptText.Form("mend-by", Code, Unit);

    private string Title => Unit is { } unit ? $"{Cycle.Find(unit)!.Name}问题清单" : "问题清单";

    private string Summary
    {
        get
        {
            var confirmed = _listed!.Value.Where(f => f.Fact.Confirmed).ToList();
            int Of(MendingState state) => confirmed.Count(f => f.Mending.State == state);
            return $"共{confirmed.Count}条：待整改{Of(MendingState.Open)}条，其中逾期{confirmed.Count(f => f.Mending.IsOverdue(Today))}条；已整改待核{Of(MendingState.Reported)}条；已销号{Of(MendingState.Closed)}条{(confirmed.Count == _listed.Value.Length ? "" : $"；另有{_listed.Value.Length - confirmed.Count}条待确认")}";
        }
    }

    protected override Task OnInitializedAsync()
    {
        _subscription = Live.Subscribe(Code, _ => InvokeAsync(ReadAsync));
        return ReadAsync();
    }

    /// <summary>Draws only what changed for its reader.</summary>
    private async Task ReadAsync()
    {
        if (_gone.IsCancellationRequested) return;
        var cycle = Live.Of(Code).Cycle;
        var refusal = Unit is { } unit && cycle.Find(unit) is { } of && MendingRules.AskToSee(Person, cycle, of) is Denied denied ? denied.Why : null;
        var listed = await Read.Run(Person.Id, Code, Unit, _gone.Token);
        if (refusal == _refusal && ReferenceEquals(cycle, _cycle) && Same(listed, _listed)) return;
        (_cycle, _refusal, _listed) = (cycle, refusal, listed);
        _chosen.IntersectWith((listed ?? []).Select(f => f.Place));
        StateHasChanged();
    }

    private static bool Same(ImmutableArray<ListedFinding>? one, ImmutableArray<ListedFinding>? other) => one is { } a && other is { } b ? a.SequenceEqual(b) : one is null && other is null;

    private IEnumerable<ListedFinding> Datable() => Shown.Where(f => MendingRules.AskToDate(Person, Cycle, f).IsGranted);

    private void Choose(FindingPlace place, bool on)
    {
        if (on) _chosen.Add(place);
        else _chosen.Remove(place);
        StateHasChanged();
    }

    private void ChooseAll(ChangeEventArgs chosen)
    {
        _chosen.Clear();
        if (chosen.Value is true) _chosen.UnionWith(Datable().Select(f => f.Place));
    }

    private async Task DateAsync()
    {
        if (_isBusy) return;
        _isBusy = true;
        FindingSeen[] seen = [.. _listed!.Value.Where(f => _chosen.Contains(f.Place)).Select(f => new FindingSeen(f.Place, f.Mending.Version))];
        var done = await Date.Run(Person.Id, Code, seen, _due);
        (_isBusy, _fault) = (false, (done as Denied)?.Why);
        if (!done.IsGranted) return;
        _chosen.Clear();
        await Kept.ForgetAsync(DatesForm);
    }

    public void Dispose()
    {
        _subscription?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }
}
