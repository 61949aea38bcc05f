using System.Collections.Immutable;
using System.Globalization;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Web.Components.Pages.Board.Drawer;

/// <summary>What stands in a cell for its assessor, and what was typed over it and is not saved.</summary>
public sealed class CellDraft(Indicator indicator)
{
    /// <summary>The field that holds the version a draft was begun on.</summary>
    public const string SeenField = "seen";

    private Dictionary<string, string> _typed = [];

    public Indicator Indicator => indicator;

    /// <summary>The assessor's assessment that the fields start from; null where there is none.</summary>
    public Assessment? Standing { get; private set; }

    /// <summary>The fields as they stand.</summary>
    public ImmutableDictionary<string, string> Start { get; private set; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Version of the assessment when editing began.</summary>
    public long Seen => _typed.TryGetValue(SeenField, out var seen) && long.TryParse(seen, CultureInfo.InvariantCulture, out var version) && IsDirty ? version : Standing?.Version ?? 0;

    /// <summary>What was typed, by field, as far as the page knows.</summary>
    public IReadOnlyDictionary<string, string> Typed => _typed.ToImmutableDictionary();

    /// <summary>Something typed differs from what stands.</summary>
    public bool IsDirty => _typed.Any(t => t.Key != SeenField && t.Value != Started(t.Key));

    /// <summary>Somebody changed the cell after the draft was begun.</summary>
    public bool IsOvertaken => IsDirty && (Standing?.Version ?? 0) > Seen;

    public ImmutableArray<int> FindingIds => FindingFields.Ids(this[EditorFields.Findings]);

    /// <summary>Numbers of the rows of 扣分说明.</summary>
    public ImmutableArray<int> LostRows => FindingFields.Ids(this[EditorFields.Lost]);

    /// <summary>A number that no row of 扣分说明 has or had.</summary>
    public int NewLostRow => 1 + LostRows.Concat(((Standing?.Observation as Mark)?.Lost ?? []).Index().Select(l => l.Index + 1))
        .Concat(_typed.Keys.Where(k => k[0] == 'd').SelectMany(k => FindingFields.Ids(k[1..].Split('.')[0]))).DefaultIfEmpty().Max();

    /// <summary>An id that no finding has or had, so that a removed one's text does not come back in a new one.</summary>
    public int NewFindingId => 1 + FindingIds
        .Concat((Standing?.Observation as Findings)?.List.Select(f => f.Id) ?? [])
        .Concat(_typed.Keys.Where(k => k[0] == 'f').SelectMany(k => FindingFields.Ids(k[1..].Split('.')[0])))
        .DefaultIfEmpty().Max();

    /// <summary>A field's text: as typed, else as it stands.</summary>
    public string this[string field] => _typed.TryGetValue(field, out var typed) ? typed : Started(field);

    /// <summary>A field's text as it stands; a new finding is confirmed.</summary>
    public string Started(string field) =>
        Start.TryGetValue(field, out var start) ? start : field.EndsWith(".confirmed", StringComparison.Ordinal) ? EditorFields.Yes : field.EndsWith(".knockOut", StringComparison.Ordinal) ? EditorFields.No : "";

    public bool StartedOn(string field) => Started(field) == EditorFields.Yes;

    /// <summary>Starts from what stands now; what was typed stays typed.</summary>
    public void StartFrom(Assessment? standing, decimal? fullMark) =>
        (Standing, Start) = (standing, EditorFields.From(indicator.Rule.Form, standing?.Observation, fullMark));

    /// <summary>Takes over what the browser has stored.</summary>
    public void Take(IReadOnlyDictionary<string, string> stored) => _typed = new(stored);

    /// <summary>Takes over the fields that were just typed in.</summary>
    public void Merge(IReadOnlyDictionary<string, string> typed)
    {
        foreach (var (field, value) in typed) _typed[field] = value;
    }

    /// <summary>Takes over one field that the page itself changed.</summary>
    public void Put(string field, string value)
    {
        var seen = Seen;
        _typed[field] = value;
        _typed.TryAdd(SeenField, $"{seen}");
    }

    public void Discard() => _typed = [];

    public FieldsReading Read() => EditorFields.Read(indicator, Standing?.Observation, field => this[field]);
}
