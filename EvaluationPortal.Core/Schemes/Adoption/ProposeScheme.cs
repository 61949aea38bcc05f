using System.Collections.Immutable;
using System.Text.RegularExpressions;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>Makes a scheme to be looked through from a table's rows.</summary>
public static partial class ProposeScheme
{
    private const double SurelyAlike = 0.75;

    /// <summary>Proposes it; never throws.</summary>
    /// <param name="read">Rows without faults.</param>
    /// <param name="last">The scheme in use: the kinds of units, the policy and the code are taken on from it.</param>
    public static ProposedScheme From(RowsReading read, Scheme last)
    {
        var general = new List<string>();
        Dictionary<IndicatorCode, Asked> asked = [];
        List<Section> sections = [];
        foreach (var rows in Sections(read.Rows))
        {
            sections.Add(new(rows[0].Section, Weight(rows, general), [.. rows.Select(row => Propose(row, last.UnitKinds, asked[row.Code] = new(row.Doubts)))]));
        }

        if (sections.Sum(section => section.Weight) is var sum && sum != 100) general.Add($"各一级指标权重之和是{Decimals.Text(sum)}，应为100，请核对有没有漏行。");
        var name = read.Title.Length > 0 ? read.Title : last.Name;
        var scheme = new Scheme { Code = CodeFor(name, last, general), Name = name, Digest = "", UnitKinds = last.UnitKinds, Totals = last.Totals, Sections = [.. sections] };
        if (scheme.Code != last.Code) scheme = Continuing(scheme with { Previous = last.Code }, last, asked);
        return new(scheme, asked.Where(pair => !pair.Value.All.IsEmpty).ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.All), [.. general]);
    }

    /// <summary>Says of each indicator which of last year's it continues, and takes on what people settled then. Where the two are not much alike it is asked.</summary>
    private static Scheme Continuing(Scheme scheme, Scheme last, Dictionary<IndicatorCode, Asked> asked)
    {
        foreach (var change in CompareSchemes.Of(last, scheme))
        {
            if (change is not { Before: { } before, After: { } after }) continue;
            if (change.Likeness < SurelyAlike) asked[after.Code].Settings.Add($"像是延续上年的{before.Code}“{before.Name}”，请核对。");
            scheme = scheme.With(TakenOn(before, after, asked[after.Code]) with { Continues = before.Code });
        }

        return scheme;
    }

    /// <summary>All of last year's where the row reads the same; otherwise the rule where the criteria do, and what hangs on the name where that does.</summary>
    private static Indicator TakenOn(Indicator before, Indicator after, Asked asked)
    {
        var (sameName, sameMethod) = (Verbatim.Same(after.Name, before.Name), after.Method == before.Method);
        var sameCriteria = after.MaxPoints == before.MaxPoints && Verbatim.Same(after.Criteria, before.Criteria);
        if (sameCriteria) asked.Rule.Clear();
        if (sameName) asked.ShortName.Clear();
        if (sameName && sameMethod) asked.Assessor.Clear();
        if (sameName && sameMethod && sameCriteria && Verbatim.Same(after.Content, before.Content) && after.Filing == before.Filing)
        {
            asked.Settings.Clear();
            return before with { Code = after.Code };
        }

        if (sameCriteria) asked.Rule.Add($"评分标准与上年的{before.Code}相同，规则沿用上年的，请核对。");
        var taken = sameCriteria ? after with { Rule = before.Rule } : after;
        if (sameName) taken = taken with { ShortName = before.ShortName, MayBeNotApplicable = before.MayBeNotApplicable };
        return sameName && sameMethod ? taken with { Assessor = before.Assessor, AssessorName = before.AssessorName } : taken;
    }

    private static Indicator Propose(TableRow row, ImmutableArray<UnitKind> kinds, Asked asked)
    {
        var (rule, doubts) = ProposeRule.For(row.Criteria, row.Points, ProposeSettings.Thing(row), row.Content);
        asked.Rule.AddRange(doubts);
        var (assessor, assessorName) = ProposeSettings.Assessor(row, asked.Assessor);
        var filing = ProposeSettings.Filing(row, asked.Settings);
        var appliesTo = ProposeSettings.AppliesTo(row, kinds, asked.Settings);
        var zeroReport = ProposeSettings.ZeroReport(rule);
        return new()
        {
            Code = row.Code,
            Name = row.Name,
            ShortName = ProposeSettings.ShortName(row.Name, asked.ShortName),
            Content = row.Content.Length > 0 ? row.Content : row.Name,
            Criteria = row.Criteria,
            Filing = filing,
            NeedsFiling = filing != SchemeFile.NoFiling,
            Method = row.Method.Length > 0 ? row.Method : $"{assessorName}测评",
            Assessor = assessor,
            AssessorName = assessorName,
            AppliesTo = appliesTo,
            ZeroReport = zeroReport,
            MayBeNotApplicable = ProposeSettings.MayBeNotApplicable(row, rule, zeroReport, appliesTo),
            Rule = rule,
        };
    }

    /// <summary>Rows of one number before the point, in printed order.</summary>
    private static IEnumerable<List<TableRow>> Sections(ImmutableArray<TableRow> rows) =>
        rows.GroupBy(row => row.Code.Value.Split('.')[0]).Select(group => group.ToList());

    private static decimal Weight(List<TableRow> rows, List<string> general)
    {
        var sum = rows.Sum(row => row.Points);
        if (rows[0].Weight is { } printed && printed != sum) general.Add($"“{rows[0].Section}”写有权重{Decimals.Text(printed)}%，所含指标分值之和是{Decimals.Text(sum)}，请核对分值。");
        return rows[0].Weight ?? sum;
    }

    /// <summary>songjiang-2022 becomes songjiang-2023 where the name says 2023年.</summary>
    private static string CodeFor(string name, Scheme last, List<string> general)
    {
        var year = Year().Match(PlanText.Plain(name));
        if (!year.Success) general.Add("没有读到表的名称和年度，请填写名称和代码。");
        return year.Success ? YearInCode().Replace(last.Code, year.Groups["year"].Value) : last.Code;
    }

    [GeneratedRegex("(?<year>20\\d{2})年", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Year();

    [GeneratedRegex("20\\d{2}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex YearInCode();

    /// <summary>What is to be asked of an indicator, by what it is about.</summary>
    private sealed record Asked(ImmutableArray<string> Row)
    {
        public List<string> Rule { get; } = [];

        public List<string> Assessor { get; } = [];

        public List<string> ShortName { get; } = [];

        public List<string> Settings { get; } = [];

        public ImmutableArray<string> All => [.. Row, .. Rule, .. Assessor, .. Settings, .. ShortName];
    }
}
