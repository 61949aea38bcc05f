using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>Makes the rows of one kind of file out of its entries.</summary>
internal abstract class ImportRows(Cycle cycle)
{
    private readonly List<string> notes = [];
    private readonly HashSet<Indicator> passed = [];

    protected Cycle Cycle { get; } = cycle;

    protected UnitKeys Units { get; } = new(cycle);

    /// <summary>What a table of this kind has to have; a Chinese clause.</summary>
    public abstract string Wanted { get; }

    /// <summary>What the reader should be told of all of it.</summary>
    public IEnumerable<string> Notes => notes;

    /// <summary>Another table begins.</summary>
    public virtual void Begin(ImportTable table, ImportEntries entries) { }

    public abstract void Take(ImportEntry entry);

    /// <summary>All rows, in the order of the file.</summary>
    public abstract ImmutableArray<ImportedRow> Finished();

    protected void Note(string note) => notes.Add(note);

    /// <summary>Tells once that an indicator's values are not read.</summary>
    protected void Pass(Indicator indicator, string why)
    {
        if (passed.Add(indicator)) notes.Add($"{indicator.Code} {indicator.ShortName}{why}");
    }

    /// <summary>A row of which nobody knows the indicator.</summary>
    protected ImportedRow Unnamed(ImportEntry entry, IEnumerable<Indicator> possible)
    {
        var (named, list) = (entry.Text(ImportField.Indicator), possible.ToList());
        var legal = string.Join('、', list.Select(i => $"{i.Code} {i.ShortName}"));
        return entry.Row(Told(entry), fault: $"{(named.Length > 0 ? $"“{named}”不是本年度的指标" : "没有写明指标")}；可以是{legal}。", indicator: list.Concat(Cycle.Scheme.Indicators).First());
    }

    /// <summary>What a row says, for people to recognise it.</summary>
    protected static string Told(ImportEntry entry) =>
        ((ImportField[])[ImportField.Value, ImportField.Raw, ImportField.What, ImportField.Kind, ImportField.Item, ImportField.Reason]).Select(entry.Text).FirstOrDefault(text => text.Length > 0) ?? "";

    /// <summary>Why the rule does not take it; null where it does.</summary>
    protected static string? Refusal(Indicator indicator, Observation observation) => indicator.Rule.Apply(observation) is Refused refused ? $"{refused.Explanation.TrimEnd('。')}。" : null;
}
