using System.Globalization;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Reports;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.Units;

/// <summary>The fields of 测算 for one indicator.</summary>
public sealed partial class FactFields
{
    private const int MostMore = 99;
    private const string Assumption = "测算假设";
    private string _raw = "";
    private string _full = "";
    private string? _fault;
    private bool? _assumed;

    [Parameter, EditorRequired] public required Cell Cell { get; set; }

    /// <summary>What is assumed; null where it is taken as it stands.</summary>
    [Parameter] public Observation? Fact { get; set; }

    /// <summary>Another fact, or null for what stands.</summary>
    [Parameter] public EventCallback<Observation?> Changed { get; set; }

    private Indicator Indicator => Cell.Indicator;

    private Observation? Standing => Cell.Counted?.Observation;

    /// <summary>The findings assumed, or those that stand.</summary>
    private List<Finding> Listed => [.. ((Fact ?? Standing) as Findings ?? Findings.None).List];

    protected override void OnParametersSet()
    {
        // At first, and where an assumption was taken back, the fields show what stands.
        var shows = _assumed is not { } before || (before && Fact is null);
        _assumed = Fact is not null;
        if (!shows || Indicator.Rule.Form is not MarkForm) return;
        var mark = Standing as Mark;
        (_raw, _full) = (mark is null ? "" : Decimals.Text(mark.Raw), mark is null ? "" : Decimals.Text(mark.Full));
    }

    private string Label(string what) => $"{Indicator.Code} {what}";

    private bool IsAdded(Finding finding) => !FindingText.InOrder(Standing).Any(f => f.Id == finding.Id);

    private static string Typed(ChangeEventArgs change) => change.Value?.ToString()?.Trim() ?? "";

    private static int? Number(ChangeEventArgs change) => int.TryParse(Typed(change), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IEnumerable<decimal> Steps(decimal from, decimal step)
    {
        for (var points = from; points >= 0; points -= step) yield return points;
    }

    private IEnumerable<decimal> PointsOf(JudgementForm form) => Steps(Indicator.MaxPoints, form.Step);

    private Judged? Chosen(JudgementForm form, string points) =>
        PointsOf(form).Where(p => Decimals.Text(p) == points).Select(p => new Judged(p, Assumption)).FirstOrDefault();

    private Task Tell(Observation? fact)
    {
        _fault = null;
        return Changed.InvokeAsync(fact);
    }

    private Task Set(string item, bool missing)
    {
        var others = Listed.Where(f => f.Item != item).ToList();
        return Tell(new Findings([.. missing ? others.Append(new(Next(others), "") { Item = item }) : others]));
    }

    private Task Count(Finding finding, bool counts)
    {
        var others = Listed.Where(f => f.Id != finding.Id);
        return Tell(new Findings([.. (counts ? others.Append(finding with { Confirmed = true }) : others).OrderBy(f => f.Id)]));
    }

    private Task Add(int more)
    {
        var kept = Listed.Where(f => !IsAdded(f)).ToList();
        var first = Next([.. kept, .. FindingText.InOrder(Standing)]);
        return Tell(new Findings([.. kept, .. Enumerable.Range(first, Math.Clamp(more, 0, MostMore)).Select(id => new Finding(id, ""))]));
    }

    private Task Convert(string raw, string full)
    {
        if (raw.Length == 0 && full.Length == 0) return Tell(null);
        if (raw.Length == 0 || full.Length == 0) return Task.CompletedTask;
        if (Indicator.Rule.Read($"{raw}/{full}", new()) is Understood { Observation: Mark mark }) return Tell(mark);
        _fault = $"看不懂。{Indicator.Rule.LegalValues}";
        return Task.CompletedTask;
    }

    private static int Next(List<Finding> findings) => findings.Count == 0 ? 1 : findings.Max(f => f.Id) + 1;
}
