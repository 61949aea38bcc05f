using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Endpoints;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.Records;

/// <summary>The year's records, the latest day first, with a line to write the next one; follows what others write and draw into cells.</summary>
public sealed partial class RecordsPage : IDisposable
{
    private const string NewForm = "new-record";

    private readonly RecordFields _new = new();
    private RecordInputs? _inputs;
    private ImmutableArray<RecordUsed> _all = [];
    private string _unit = "", _text = "", _use = "";
    private string? _fault;
    private bool _isBusy;
    private GatheredChanges? _changes;

    [Inject] public required ReadRecords Read { get; set; }
    [Inject] public required LiveRecords Records { get; set; }
    [Inject] public required LiveScoreboards Boards { get; set; }
    [Inject] public required WriteRecord Write { get; set; }
    [Inject] public required CurrentCycle Cycles { get; set; }
    [Inject] public required KeptText Kept { get; set; }
    [Inject] public required TimeProvider Clock { get; set; }

    [CascadingParameter] public required Person Person { get; set; }

    private ImmutableArray<Unit> Units => Cycles.Now.Units;

    private IEnumerable<string> Sources => _all.Select(u => u.Record.From).OfType<string>().Distinct().Take(20);

    private List<RecordUsed> Shown => [.. _all.Where(IsShown)];

    protected override Task OnInitializedAsync()
    {
        _new.Day = ChinaTime.Day(Clock.GetUtcNow().UtcDateTime);
        _changes = new(TimeSpan.FromSeconds(1), Clock, () => InvokeAsync(FollowAsync), fault => _ = DispatchExceptionAsync(fault));
        _changes.Follow(Records.Subscribe);
        foreach (var cycle in Boards.Cycles) _changes.Follow(changed => Boards.Subscribe(cycle, _ => changed()));
        return ReadAsync();
    }

    /// <summary>Draws only what is new: a score that is no finding of a record's changes nothing here.</summary>
    private async Task FollowAsync()
    {
        var now = await Read.Run(Person.Id);
        if (now.SequenceEqual(_all, Same)) return;
        _all = now;
        StateHasChanged();
    }

    private static readonly EqualityComparer<RecordUsed> Same = EqualityComparer<RecordUsed>.Create((one, other) => one!.Record == other!.Record && one.Uses.SequenceEqual(other.Uses));

    private bool IsShown(RecordUsed used) =>
        (_unit.Length == 0 || used.Record.Unit.Value == _unit)
        && (_use switch { "unused" => used.Uses.IsEmpty && used.Record.Withdrawn is null, "used" => !used.Uses.IsEmpty, "withdrawn" => used.Record.Withdrawn is not null, _ => true })
        && (_text.Trim().Length == 0 || ((string?[])[used.Record.What, used.Record.From, used.Record.Link]).Any(text => text?.Contains(_text.Trim(), StringComparison.OrdinalIgnoreCase) is true));

    private async Task ReadAsync()
    {
        _all = await Read.Run(Person.Id);
        StateHasChanged();
    }

    private async Task AddAsync()
    {
        if (_isBusy) return;
        if (_new.Read() is not { } typed)
        {
            _fault = "请填写日期。";
            return;
        }
        _isBusy = true;
        var done = await Write.Add(Person.Id, typed);
        (_isBusy, _fault) = (false, (done as Denied)?.Why);
        if (!done.IsGranted) return;
        _new.Next();
        await Kept.ForgetAsync(NewForm);
        await ReadAsync();
        if (_inputs is not null) await _inputs.FocusAsync();
    }

    public void Dispose() => _changes?.Dispose();
}
