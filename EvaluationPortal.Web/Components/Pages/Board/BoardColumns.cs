using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Endpoints;

namespace EvaluationPortal.Web.Components.Pages.Board;

/// <summary>What one person sees of the board: columns, whether totals and ranks, and where they may score.</summary>
public sealed class BoardColumns
{
    private readonly Person _person;
    private readonly Cycle _cycle;
    private readonly DateTime _now;
    private readonly ImmutableHashSet<IndicatorCode> _mine;

    /// <param name="now">UTC: whose delivery is over by then is not asked to score.</param>
    public BoardColumns(Person person, Cycle cycle, DateTime now)
    {
        (_person, _cycle, _now) = (person, cycle, now);
        _mine = [.. cycle.Scheme.Indicators.Where(i => cycle.Units.Any(unit => WhyNot(unit, i) is null)).Select(i => i.Code)];
        MayConfirm = ConfirmScores.Ask(person, cycle).IsGranted;
        ShowsTotals = PermissionTable.Ask(person, Permission.SeeAllScorecards).IsGranted;
        Columns = [.. cycle.Scheme.Indicators.Select((indicator, at) => new BoardColumn(indicator, at))
            .Where(c => PermissionTable.Ask(person, Permission.SeeBoard, indicator: c.Indicator).IsGranted)];
    }

    /// <summary>The indicators shown, with their place in a scorecard.</summary>
    public ImmutableArray<BoardColumn> Columns { get; }

    /// <summary>The person confirms and unlocks columns and units.</summary>
    public bool MayConfirm { get; }

    /// <summary>Where the progress of its scorers is.</summary>
    public string ProgressAddress => Addresses.Progress(_cycle.Code);

    /// <summary>Totals, subtotals and ranks are shown.</summary>
    public bool ShowsTotals { get; }

    /// <summary>Place of the first indicator among the table's columns, from 1: after the unit, and rank and total where they are shown.</summary>
    public int FirstIndex => ShowsTotals ? 4 : 2;

    /// <summary>The sections of the columns shown, with how many of them each spans.</summary>
    public IEnumerable<(Section Section, int Span)> Sections =>
        _cycle.Scheme.Sections.Select(s => (s, Columns.Count(c => s.Indicators.Contains(c.Indicator)))).Where(s => s.Item2 > 0);

    /// <summary>Why the person cannot score the cell, or null.</summary>
    public string? WhyNot(Unit unit, Indicator indicator) =>
        MayScore.Ask(_person, _cycle, unit, indicator, Cycle.AssessorOf(unit, indicator), _now) is Denied denied ? denied.Why : null;

    /// <summary>Why the person cannot score the column at all, or null: said once in its head instead of in fifty cells.</summary>
    public string? WhyNot(Indicator indicator) => IsMine(indicator) || (_cycle.Units.FirstOrDefault(u => u.Has(indicator)) ?? _cycle.Units.FirstOrDefault()) is not { } unit ? null : WhyNot(unit, indicator);

    /// <summary>The cell's column or unit is confirmed.</summary>
    public bool IsLocked(Unit unit, Indicator indicator) => _cycle.Settings.LockOf(unit.Code, indicator.Code) is not null;

    /// <summary>The confirmation of that column or unit; null where there is none.</summary>
    public Confirmation? ConfirmationOf(ConfirmedPart part) => _cycle.Settings.ConfirmationOf(part);

    /// <summary>What it is called, e.g. 1.1列.</summary>
    public string NameOf(ConfirmedPart part) => part.NameIn(_cycle);

    /// <summary>Who confirmed it and when.</summary>
    public string TextOf(Confirmation confirmation) => confirmation.TextIn(_cycle);

    /// <summary>Whether the board shows the person that cell; asked of whatever the browser names.</summary>
    public bool Shows(UnitCode unit, IndicatorCode indicator) => _cycle.Find(unit) is not null && Columns.Any(c => c.Indicator.Code == indicator);

    /// <summary>The person scores the indicator for at least one unit: 我的指标.</summary>
    public bool IsMine(Indicator indicator) => _mine.Contains(indicator.Code);
}

/// <summary>A column of the board.</summary>
/// <param name="At">Place of the indicator among a scorecard's cells.</param>
public sealed record BoardColumn(Indicator Indicator, int At)
{
    /// <summary>The levels to choose from with Alt+Down as JSON pairs of what is typed and what it means; null where there are none.</summary>
    public string? Choices => Indicator.Rule.Form is LevelForm form
        ? JsonSerializer.Serialize(form.Levels.Select(l => new[] { Decimals.Text(l.Points), l.Label }), Readable)
        : null;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
}
