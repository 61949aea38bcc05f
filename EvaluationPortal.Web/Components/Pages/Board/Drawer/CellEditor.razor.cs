using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace EvaluationPortal.Web.Components.Pages.Board.Drawer;

/// <summary>Scores one cell as its assessor. Lives as long as the drawer shows that cell.</summary>
public sealed partial class CellEditor : IDisposable
{
    private const string Fault = "fault";
    private CellDraft _draft = null!;
    private FieldsReading _reading = new(null, null);
    private Conflict? _conflict;
    private Assessment? _standing;
    private decimal? _fullMark;
    private string? _said;
    private string _kind = "";
    private bool _saving;
    private bool _reopen = true;
    private bool _isGone;

    [Inject] public required RecordAssessments Record { get; set; }
    [Inject] public required People People { get; set; }
    [Inject] public required TimeProvider Clock { get; set; }
    [Inject] public required ISnackbar Snackbar { get; set; }

    [CascadingParameter] public required Person Person { get; set; }
    [Parameter, EditorRequired] public required Cycle Cycle { get; set; }
    [Parameter, EditorRequired] public required Unit Unit { get; set; }
    [Parameter, EditorRequired] public required Cell Cell { get; set; }

    /// <summary>Reasons often given for the indicator.</summary>
    [Parameter] public UsedReasons Often { get; set; } = UsedReasons.None;

    /// <summary>There before the fields are, so that not even the first letter goes unkept.</summary>
    [Parameter, EditorRequired] public required DraftStore Store { get; set; }

    private Indicator Indicator => Cell.Indicator;

    private Source Source => Cycle.AssessorOf(Unit, Indicator);

    private string Key => $"{Person.Id}/{Cycle.Code}/{Unit.Code}/{Indicator.Code}";

    private bool ClaimsNone => _draft[EditorFields.NotApplicable] == EditorFields.Yes;

    /// <summary>多人评分: the fields are this person's own rating, and what others rate meanwhile does not overtake them.</summary>
    private bool IsRating => Unit.Raters.ContainsKey(Indicator.Code) && _standing?.Observation is not DoesNotApply;

    /// <summary>What the fields would score.</summary>
    private Score Preview => _reading.Observation is { } observation ? Score(observation) : new Pending(_reading.Wanted ?? "");

    /// <summary>The browser tells what was typed.</summary>
    public void Typed(string key, IReadOnlyDictionary<string, string> fields)
    {
        if (key != Key) return;
        _draft.Merge(fields);
        (_reading, _said, _kind) = (_draft.Read(), null, "");
        StateHasChanged();
    }

    /// <summary>Saves what the browser's fields say.</summary>
    public async Task Save()
    {
        if (_saving) return;
        await Refresh();
        if (_reading.Observation is not { } observation)
        {
            Fail(_reading.Wanted!);
        }
        else if (!_draft.IsDirty && _draft.Standing?.Observation is not null)
        {
            Say("没有改动", "");
        }
        else
        {
            await Write(observation, _draft.Seen, keepsDraft: false);
        }
    }

    /// <summary>采纳自评: records what the unit says of itself as the score; a draft that was begun stays.</summary>
    public async Task Accept(Observation own)
    {
        if (_saving) return;
        await Refresh();
        await Write(own, _draft.Seen, keepsDraft: _draft.IsDirty, "采纳单位自评");
    }

    public void Dispose()
    {
        _isGone = true;
        if (_kind == Fault) TellOverThePage();
    }

    protected override void OnParametersSet()
    {
        _draft ??= new(Indicator);
        var standing = Cell.From(Source);
        var fullMark = Cycle.Settings.FullMark(Indicator.Code);
        var isOlder = (standing?.Version ?? 0) < (_draft.Standing?.Version ?? 0);
        if (isOlder || (ReferenceEquals(standing, _standing) && fullMark == _fullMark && !_reopen)) return;
        _standing = standing;
        Start(RatingRules.Own(Person, Unit, Indicator, standing));
        _reopen = true;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_reopen) return;
        _reopen = false;
        var listed = _draft.FindingIds.Concat(_draft.LostRows).ToList();
        await Refresh();
        _reopen = !listed.SequenceEqual(_draft.FindingIds.Concat(_draft.LostRows));
        if (_draft.IsDirty || _reopen) StateHasChanged();
    }

    /// <summary>Takes over what the browser has stored, which knows more than the server after a cut.</summary>
    private async Task Refresh() => Take(await Store.Open(Key));

    private void Start(Assessment? standing)
    {
        _fullMark = Cycle.Settings.FullMark(Indicator.Code);
        _draft.StartFrom(standing, _fullMark);
        _reading = _draft.Read();
    }

    private void Take(IReadOnlyDictionary<string, string> fields)
    {
        _draft.Take(fields);
        _reading = _draft.Read();
    }

    private async Task Put((string Field, string Value) change)
    {
        await Refresh();
        var seen = _draft.Seen;
        _draft.Put(change.Field, change.Value);
        (_reading, _said, _kind) = (_draft.Read(), null, "");
        await Store.Put(Key, seen, change.Field, change.Value);
    }

    private async Task PutAll(IReadOnlyDictionary<string, string> values)
    {
        await Refresh();
        var seen = _draft.Seen;
        foreach (var (field, value) in values) _draft.Put(field, value);
        (_reading, _said, _kind) = (_draft.Read(), null, "");
        await Store.PutAll(Key, seen, values);
        // The fields of the new rows are there only after this is drawn, and are filled then.
        _reopen = true;
    }

    private Task TakeBack() => _saving ? Task.CompletedTask : Write(null, _draft.Seen, keepsDraft: _draft.IsDirty);

    private async Task UseMine()
    {
        if (_conflict is not { } conflict || _saving) return;
        await Refresh();
        if (_reading.Observation is { } mine) await Write(mine, conflict.Theirs.Version, keepsDraft: false);
        else Fail(_reading.Wanted!);
    }

    private async Task Discard()
    {
        (_conflict, _said, _kind) = (null, null, "");
        await Clear();
    }

    /// <param name="reason">Where the person gives none.</param>
    private async Task Write(Observation? observation, long seen, bool keepsDraft, string? reason = null)
    {
        _saving = true;
        Say("保存中…", "");
        StateHasChanged();
        var note = _draft[EditorFields.Note].Trim();
        var typed = _draft.Typed;
        var edit = new Edit(Guid.NewGuid(), Unit.Code, Indicator.Code, Source, observation, note.Length == 0 ? reason : note, seen);
        try
        {
            switch ((await Record.Run(Person.Id, Cycle.Code, [edit]))[0])
            {
                case Saved saved:
                    await Settle(edit, saved, keepsDraft ? null : typed);
                    break;
                case Conflict conflict:
                    _conflict = conflict;
                    Fail("多人修改待确认");
                    break;
                case Rejected rejected:
                    Fail(rejected.Why.TrimEnd('。'));
                    break;
            }
        }
        finally
        {
            _saving = false;
        }
    }

    private async Task Settle(Edit edit, Saved saved, IReadOnlyDictionary<string, string>? typed)
    {
        _conflict = null;
        var now = Clock.GetUtcNow().UtcDateTime;
        if ((_draft.Standing?.Version ?? 0) < saved.Version) Start(new(Source, edit.Observation, edit.Reason, Person.Id, now, saved.Version));
        Say($"已保存 {ChinaTime.Short(now)}", "saved");
        if (typed is not null) await Clear(typed, saved.Version);
        else await Store.Put(Key, saved.Version, CellDraft.SeenField, $"{saved.Version}");
        await Refresh();
    }

    private async Task Clear(IReadOnlyDictionary<string, string>? saved = null, long version = 0)
    {
        _draft.Discard();
        _reading = _draft.Read();
        _reopen = false;
        await Store.Reset(Key, _draft.Start, saved, version);
    }

    private void Fail(string why)
    {
        Say($"未保存（{why}）", Fault);
        if (_isGone) TellOverThePage();
    }

    /// <summary>The drawer has gone on to another cell, and what could not be saved would go unseen.</summary>
    private void TellOverThePage() =>
        Snackbar.Add($"{Unit.Name} {Indicator.Code} {_said}。您的输入保存在本机，回到该单元格可继续。", Severity.Error, options => options.RequireInteraction = true);

    private void Say(string text, string kind) => (_said, _kind) = (text, kind);

    private Score Score(Observation? observation) => Unit.Score(Indicator, observation);
}
