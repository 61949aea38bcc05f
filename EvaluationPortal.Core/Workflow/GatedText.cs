using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Workflow;

/// <summary>An edit after all its texts went through <see cref="TextGate"/>: the cleaned edit, or why it cannot be taken.</summary>
internal sealed record GatedText(Edit? Edit, string? Why)
{
    public static GatedText Of(Edit edit)
    {
        var clean = edit with { Observation = Clean(edit.Observation), Reason = Clean(edit.Reason) };
        var why = Texts(clean).Select(t => TextGate.TooLong(t.Text, t.Name)).FirstOrDefault(fault => fault is not null);
        return why is null ? new(clean, null) : new(null, why);
    }

    private static Observation? Clean(Observation? observation) => observation switch
    {
        Findings findings => new Findings([.. findings.List.Select(Clean)]),
        Mark mark => mark with { Lost = [.. mark.Lost.Select(l => l with { Part = TextGate.Clean(l.Part), What = TextGate.Clean(l.What), Where = Clean(l.Where) })] },
        Judged judged => judged with { Reason = TextGate.Clean(judged.Reason) },
        DoesNotApply none => new DoesNotApply(TextGate.Clean(none.Reason)),
        _ => observation,
    };

    private static Finding Clean(Finding finding) => finding with
    {
        What = TextGate.Clean(finding.What),
        Where = Clean(finding.Where),
        FoundBy = Clean(finding.FoundBy),
    };

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : TextGate.Clean(text);

    private static IEnumerable<(string Text, string Name)> Texts(Edit edit)
    {
        if (edit.Reason is { } reason) yield return (reason, "理由");
        if (edit.Observation is Judged judged) yield return (judged.Reason, "理由");
        if (edit.Observation is DoesNotApply none) yield return (none.Reason, "不涉及的理由");
        foreach (var lost in edit.Observation is Mark mark ? mark.Lost : [])
        {
            yield return (lost.Part, "细项");
            yield return (lost.What, "扣分的问题");
            if (lost.Where is { } where) yield return (where, "网址");
        }
        foreach (var finding in edit.Observation is Findings findings ? findings.List : ImmutableArray<Finding>.Empty)
        {
            yield return (finding.What, "问题描述");
            if (finding.Where is { } where) yield return (where, "网址或位置");
            if (finding.FoundBy is { } by) yield return (by, "来源或发现人");
        }
    }
}
