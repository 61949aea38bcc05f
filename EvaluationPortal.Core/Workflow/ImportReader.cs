using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Takes the rows of a batch one after the other against the board as it stands.</summary>
internal sealed class ImportReader(ImportBatch batch, Person person, Scoreboard board, IReadOnlyList<DailyRecord> standingRecords, DateTime now)
{
    private readonly UnitNames _names = new(board.Cycle.Units);
    private readonly Dictionary<(UnitCode, IndicatorCode), ReadCell> _cells = [];
    private readonly List<LeftRow> _left = [];
    private readonly List<DailyRecord> _records = [];
    private readonly Dictionary<string, int> _unknown = new(StringComparer.Ordinal);

    public ImmutableArray<LeftRow> Left => [.. _left];

    public ImmutableArray<DailyRecord> Records => [.. _records];

    public ImmutableArray<UnknownUnit> Unknown => [.. _unknown.Select(u => new UnknownUnit(u.Key, u.Value, _names.Suggest(u.Key)))];

    public int Same { get; private set; }

    public int WantReason { get; private set; }

    /// <summary>An id that the same cell of the same batch always has: applied twice, it is written once.</summary>
    public static Guid IdOf(Guid batch, params ReadOnlySpan<string> parts) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{batch:N}\n{string.Join('\n', parts)}")).AsSpan(0, 16));

    public void Take(ImportedRow row)
    {
        if (row.Fault is { } fault)
        {
            Leave(row, fault);
            return;
        }
        if (board.Cycle.Scheme.Find(row.Indicator) is not { } indicator)
        {
            Leave(row, $"{board.Cycle.Scheme.Name}中没有指标“{row.Indicator}”。");
            return;
        }
        if (UnitOf(row) is not { } unit) return;
        if (batch.Kind is ImportKind.SiteFindings && indicator.Rule.Form is not FindingsForm) TakeRecord(row, unit);
        else TakeCell(row, unit, indicator);
    }

    /// <summary>What was taken, as a difference; what turns out to say nothing new is counted as the same.</summary>
    public ImmutableArray<ImportedChange> Changes()
    {
        var changes = ImmutableArray.CreateBuilder<ImportedChange>();
        foreach (var cell in _cells.Values.OrderBy(c => board.Cycle.IndexOf(c.Unit.Code)).ThenBy(c => board.Cycle.IndexOf(c.Indicator.Code)))
        {
            if (cell.IsDisputed) continue;
            if (Equals(cell.After, cell.Standing?.Observation))
            {
                Same += cell.Rows.Count;
                continue;
            }
            var then = cell.Unit.Score(cell.Indicator, cell.After);
            if (then is Refused refused) cell.Rows.ForEach(row => Leave(row, refused.Explanation));
            else changes.Add(new(cell.Rows[0].Place, cell.Unit, cell.Indicator, cell.Source, cell.After, cell.Unit.Score(cell.Indicator, cell.Standing?.Observation), then, cell.Standing?.Version ?? 0));
        }
        return changes.ToImmutable();
    }

    private Unit? UnitOf(ImportedRow row)
    {
        if (_names.Find(row.Unit) is { } known) return known;
        if (!batch.Standing.Answers.TryGetValue(row.Unit, out var answered))
        {
            _unknown[row.Unit] = _unknown.GetValueOrDefault(row.Unit) + 1;
            return null;
        }
        if (answered is { } code && board.Cycle.Find(code) is { } meant) return meant;
        Leave(row, $"“{row.Unit}”不是参评单位，按您的选择略去。");
        return null;
    }

    private void TakeCell(ImportedRow row, Unit unit, Indicator indicator)
    {
        var source = Cycle.AssessorOf(unit, indicator);
        // Of a cell that several rate the file tells the reader's own rating, and nothing of the others'.
        var standing = RatingRules.Own(person, unit, indicator, board.Find(unit.Code, indicator.Code)!.From(source));
        if (MayScore.Ask(person, board.Cycle, unit, indicator, source, now) is Denied denied)
        {
            Leave(row, denied.Why);
            return;
        }
        if (!Read(row, indicator, standing?.Observation, out var read)) return;
        if (!_cells.TryGetValue((unit.Code, indicator.Code), out var cell)) _cells.Add((unit.Code, indicator.Code), cell = new(unit, indicator, source, standing));
        var after = read is Findings found ? Merged(cell, found) : read;
        if (cell.Rows.Count > 0 && batch.Kind is not ImportKind.SiteFindings && !Equals(cell.After, after))
        {
            // Which of them is meant is not guessed.
            if (!cell.IsDisputed) cell.Rows.ForEach(other => Leave(other, Twice(cell)));
            Leave(row, Twice(cell));
            cell.IsDisputed = true;
            return;
        }
        cell.Rows.Add(row);
        cell.After = after;
    }

    private static string Twice(ReadCell cell) => $"{cell.Unit.Name}的{cell.Indicator.Code}在文件中出现不止一次，而且不一样；请只保留一个。";

    /// <summary>What the row says; false where it cannot be taken, and was left out with its reason.</summary>
    private bool Read(ImportedRow row, Indicator indicator, Observation? standing, out Observation? read)
    {
        read = row.Observation;
        if (read is not null) return true;
        var context = new ReadingContext(standing, board.Cycle.Settings.FullMark(indicator.Code), indicator.MayBeNotApplicable);
        var reading = indicator.Rule.Read(row.Typed, context);
        if (reading is WantsReason && batch.Standing.Reason is { } reason) reading = indicator.Rule.Read($"{row.Typed} {reason}", context);
        switch (reading)
        {
            case Understood understood:
                read = understood.Observation;
                return true;
            case WantsReason wants:
                WantReason++;
                Leave(row, wants.Message);
                return false;
            case NotUnderstood not:
                Leave(row, not.Message);
                return false;
            default:
                throw new System.Diagnostics.UnreachableException(reading.GetType().Name);
        }
    }

    /// <summary>
    /// The file's findings with those that stand: one that stands already stays as it is, with its number, as how far it is mended hangs
    /// on that. Findings of a site's monitoring are added to the others; else the file tells all there are.
    /// </summary>
    private Findings Merged(ReadCell cell, Findings found)
    {
        var kept = (cell.After ?? cell.Standing?.Observation) is Findings before ? before.List : [];
        var next = kept.Concat((cell.Standing?.Observation as Findings)?.List ?? []).Select(f => f.Id).DefaultIfEmpty().Max();
        List<Finding> all = batch.Kind is ImportKind.SiteFindings ? [.. kept] : [];
        foreach (var finding in found.List)
        {
            if (all.Exists(other => IsSame(other, finding)))
            {
                if (batch.Kind is not ImportKind.SiteFindings) all.Add(finding with { Id = ++next });
                continue;
            }
            all.Add(kept.FirstOrDefault(other => IsSame(other, finding)) ?? finding with { Id = ++next });
        }
        return new([.. all]);
    }

    private static bool IsSame(Finding one, Finding other) =>
        (Plain(one.What), Plain(one.Where), one.Item, one.KnockOut) == (Plain(other.What), Plain(other.Where), other.Item, other.KnockOut);

    private static string Plain(string? text) => PastedCell.Compact(text ?? "");

    private void TakeRecord(ImportedRow row, Unit unit)
    {
        if (PermissionTable.Ask(person, Permission.KeepRecords, unit) is Denied denied)
        {
            Leave(row, denied.Why);
            return;
        }
        var finding = row.Observation is Findings { List: [var first, ..] } ? first : new(1, row.Typed);
        var record = new DailyRecord(IdOf(batch.Id, unit.Code.Value, finding.What, finding.Where ?? ""), unit.Code, finding.When ?? ChinaTime.Day(now), $"{row.Indicator}：{finding.What}", finding.FoundBy ?? batch.Kind.Text(), finding.Where, null, person.Id, now, 0);
        if (_records.Concat(standingRecords).Any(other => other.Withdrawn is null && (other.Unit, Plain(other.What), Plain(other.Link)) == (record.Unit, Plain(record.What), Plain(record.Link)))) Same++;
        else _records.Add(record);
    }

    private void Leave(ImportedRow row, string why) => _left.Add(new(row, why));

    /// <summary>A cell that rows of the file speak of.</summary>
    private sealed class ReadCell(Unit unit, Indicator indicator, Source source, Assessment? standing)
    {
        public Unit Unit => unit;

        public Indicator Indicator => indicator;

        public Source Source => source;

        public Assessment? Standing => standing;

        public List<ImportedRow> Rows { get; } = [];

        public Observation? After { get; set; }

        public bool IsDisputed { get; set; }
    }
}
