using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Schemes.Adoption;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>Takes rows of indicators apart into the fields of a self-report.</summary>
internal sealed class FilingRows(Cycle cycle, Unit unit, IndicatorWords words)
{
    private static readonly FilingColumn[] Filled = [FilingColumn.Text, FilingColumn.Links, FilingColumn.Assessment, FilingColumn.AssessmentReason, FilingColumn.Claim, FilingColumn.ClaimReason, FilingColumn.Reason];

    private IEnumerable<Indicator> Asked => cycle.Scheme.Indicators.Where(i => i.NeedsFiling);

    public IEnumerable<ImportedRow> Of(FilingTable table) => table.Rows.Where(row => Filled.Any(column => !table.Cell(row, column).IsBlank) && !IsHeads(table, row)).SelectMany(row => Row(table, row));

    private IEnumerable<ImportedRow> Row(FilingTable table, int at)
    {
        var (indicator, fault) = Named(table, at);
        if (indicator is null)
        {
            var first = Filled.Select(column => table.Cell(at, column)).First(cell => !cell.IsBlank);
            return [new(first.Place, unit.Code.Value, Asked.Select(i => i.Code).First(), first.Text, Fault: fault)];
        }
        return ((ImportedRow?[])
        [
            Plain(table.Cell(at, FilingColumn.Text), indicator, DraftField.Text),
            Plain(table.Cell(at, FilingColumn.Links), indicator, DraftField.Links),
            Assessment(table, at, indicator),
            Claim(table, at, indicator),
        ]).OfType<ImportedRow>();
    }

    private (Indicator? Indicator, string? Fault) Named(FilingTable table, int at)
    {
        var (code, name) = (table.Cell(at, FilingColumn.Code).Text, table.Cell(at, FilingColumn.Name).Text);
        var (byCode, byName) = (words.Named(code), words.Named(name));
        if (byCode is not null && byName is not null && byCode != byName) return (null, $"序号{code}是“{byCode.ShortName}”，与名称“{name}”对不上；请改为一致。");
        if ((byCode ?? byName) is { } indicator) return (indicator, null);
        var said = code.Length > 0 ? code : name;
        return (null, $"{(said.Length > 0 ? $"“{said}”不是本年度的指标" : "没有写明指标")}；可以是{string.Join('、', Asked.Select(i => $"{i.Code} {i.ShortName}"))}。");
    }

    private ImportedRow? Plain(ImportCell cell, Indicator indicator, DraftField field) => cell.IsBlank ? null : Made(cell, indicator, field, new(cell.Text, null));

    private ImportedRow? Assessment(FilingTable table, int at, Indicator indicator)
    {
        var (value, reason) = (table.Cell(at, FilingColumn.Assessment), table.Cell(at, FilingColumn.AssessmentReason));
        var shared = table.Cell(at, FilingColumn.Reason);
        if (reason.IsBlank && table.Cell(at, FilingColumn.Claim).IsBlank) reason = shared;
        if (value.IsBlank) return reason.IsBlank ? null : Made(reason, indicator, DraftField.Assessment, new(null, $"写了理由，没有写自评；{SelfAssessmentText.Legal(indicator)}。"));
        return Made(value, indicator, DraftField.Assessment, SelfAssessmentText.Read(indicator, value.Text, reason.Text), reason.Why is null ? null : reason);
    }

    private ImportedRow? Claim(FilingTable table, int at, Indicator indicator)
    {
        var (value, reason) = (table.Cell(at, FilingColumn.Claim), table.Cell(at, FilingColumn.ClaimReason));
        if (reason.IsBlank && !value.IsBlank) reason = table.Cell(at, FilingColumn.Reason);
        if (value.IsBlank && reason.IsBlank) return null;
        var legal = indicator.MayBeNotApplicable ? "零报告、不涉及或无" : "零报告或无";
        if (value.IsBlank) return Made(reason, indicator, DraftField.Claim, new(null, $"写了理由，没有写是零报告{(indicator.MayBeNotApplicable ? "还是不涉及" : "")}；只能写{legal}。"));
        var plain = PlanText.Plain(value.Text);
        ClaimKind? kind = plain.StartsWith("零报告", StringComparison.Ordinal) ? ClaimKind.ZeroReport : plain.StartsWith("不涉及", StringComparison.Ordinal) ? ClaimKind.NotApplicable : null;
        var read = kind is { } claimed ? DraftValue.Of(indicator, DraftField.Claim, new FilingClaim(claimed, reason.Text).Write())
            : plain is "无" ? new DraftValue("", null) : new(null, $"“{value.Text}”看不懂；只能写{legal}。");
        return Made(value, indicator, DraftField.Claim, read, reason.Why is null ? null : reason);
    }

    /// <param name="beside">Another cell that it hangs on and that means nothing.</param>
    private ImportedRow Made(ImportCell cell, Indicator indicator, DraftField field, DraftValue value, ImportCell? beside = null)
    {
        var unread = cell.Why is not null ? cell : beside;
        var fault = unread is not null ? $"{unread.Place}{unread.Why}。" : value.Fault;
        return new(cell.Place, unit.Code.Value, indicator.Code, fault is null ? value.Text! : cell.Text, Fault: fault, Field: field);
    }

    /// <summary>The heads once more, as on every printed page.</summary>
    private static bool IsHeads(FilingTable table, int row) => table.Columns.All(column => table.Cell(row, column.Key).Text == table.Cell(table.Head, column.Key).Text);
}
