using System.Collections.Immutable;
using System.Text.RegularExpressions;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>What an indicator needs beside its rule and the table says only in passing, or not at all.</summary>
internal static partial class ProposeSettings
{
    private const int LongestShortName = 8;
    private const string Office = "区政府办公室";

    /// <summary>Which bureau knows of such things, where a table says no more than 专项评估.</summary>
    private static readonly (string Words, string Bureau)[] Bureaus =
    [
        ("复议|诉讼|纠错|规范性文件备案|法治", "区司法局"), ("财政|预决算|预算|决算|绩效评价", "区财政局"), ("居（村）务|村务|居务|社会救助|养老", "区民政局"), ("档案", "区档案局"), ("审计", "区审计局"),
        ("环境|环保", "区生态环境局"), ("教育|义务教育", "区教育局"), ("卫生|疫情|医疗", "区卫生健康委"), ("政务服务|一网通办", "区政务服务办"),
    ];

    /// <summary>Who assesses, and what it is called.</summary>
    public static (Source Assessor, string Name) Assessor(TableRow row, List<string> doubts)
    {
        if (row.Method.Length == 0)
        {
            doubts.Add($"没有写考评方式，按{Office}测评提出，请核对。");
            return (Source.Office, Office);
        }

        if (row.Method.Contains("第三方", StringComparison.Ordinal) || row.Method.Contains("社会评议", StringComparison.Ordinal)) return (Source.ThirdParty, "第三方机构");
        var named = Bureau().Match(row.Method);
        if (named.Success && named.Value.Contains("办公室", StringComparison.Ordinal)) return (Source.Office, named.Value);
        if (named.Success) return (Source.Bureau, named.Value);
        if (!row.Method.Contains("专项", StringComparison.Ordinal))
        {
            if (!OfTheOffice().IsMatch(row.Method)) doubts.Add($"考评方式“{row.Method}”没有写明由谁评分，按{Office}提出，请核对。");
            return (Source.Office, Office);
        }

        var guessed = Bureaus.FirstOrDefault(known => Regex.IsMatch(row.Name + row.Content, known.Words, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))).Bureau;
        doubts.Add(guessed is null ? "考评方式是“专项评估”，没有写由哪个单位评估，请填写评分单位。" : $"考评方式是“专项评估”，没有写由哪个单位评估；从内容看是{guessed}，请核对。");
        return (Source.Bureau, guessed ?? "专项评估单位");
    }

    /// <summary>填报说明 as the scheme has it: <see cref="SchemeFile.NoFiling"/> for whatever says that nothing is filed.</summary>
    public static string Filing(TableRow row, List<string> doubts)
    {
        if (row.Filing.Length == 0) doubts.Add("填报说明是空的，按无需填报提出，请核对。");
        return NotFiled().IsMatch(row.Filing) ? SchemeFile.NoFiling : row.Filing;
    }

    /// <summary>Names of the kinds it applies to, where the words name some only; empty for all.</summary>
    public static ImmutableArray<string> AppliesTo(TableRow row, ImmutableArray<UnitKind> kinds, List<string> doubts)
    {
        var text = $"{row.Name}；{row.Content}；{row.Criteria}；{row.Filing}";
        if (Only().Match(text) is { Success: true } only && Kinds(only.Groups["kinds"].Value, kinds) is { IsEmpty: false } named && named.Length < kinds.Length) return Asked(named, $"写有“{only.Value}”", doubts);
        if (Except().Match(text) is { Success: true } except && Kinds(except.Groups["kinds"].Value, kinds) is { IsEmpty: false } left && left.Length < kinds.Length) return Asked([.. kinds.Select(kind => kind.Name).Except(left)], $"写有“{except.Value}”", doubts);
        if (Every().Match(text) is { Success: true } every && Kinds(every.Groups["kinds"].Value, kinds) is { IsEmpty: false } each && each.Length < kinds.Length && !NamesAnother(text, each, kinds)) return Asked(each, $"只提到“{every.Value}”", doubts);
        return [];
    }

    /// <summary>A year in which nothing happened is the best there is where the table asks that nothing happened.</summary>
    public static ZeroReport ZeroReport(ScoringRule rule) =>
        rule is Tiers tiers && Unhappened().IsMatch(tiers.Levels[0].Label) ? Schemes.ZeroReport.Full : Schemes.ZeroReport.Proposal;

    /// <summary>A duty that only arises for some units may be claimed not to have arisen.</summary>
    public static bool MayBeNotApplicable(TableRow row, ScoringRule rule, ZeroReport zeroReport, ImmutableArray<string> appliesTo) =>
        zeroReport is not Schemes.ZeroReport.Full && (!appliesTo.IsEmpty || (rule is not Judgement && Conditional().IsMatch(row.Name + row.Content)));

    /// <summary>A head for a column of the board.</summary>
    public static string ShortName(string name, List<string> doubts)
    {
        if (name.Length <= LongestShortName) return name;
        var rest = Customary().Replace(name, "");
        var parts = rest.Split('、', '和', '及', '，').Where(part => part.Length > 0).ToList();
        var shorter = rest.Length is > 0 and <= LongestShortName ? rest : parts.Find(part => part.Length is > 2 and <= LongestShortName) ?? (rest.Length > 0 ? rest : name)[..LongestShortName];
        doubts.Add($"简称取为“{shorter}”，用作评分汇总表的列标题，最多{LongestShortName}个字，请核对。");
        return shorter;
    }

    /// <summary>What 有 is about: the thing that the content opens with, or the indicator's name.</summary>
    public static string Thing(TableRow row) =>
        Opened().Match(row.Content) is { Success: true } opened && row.Name.Length > 1 && opened.Groups["thing"].Value.EndsWith(row.Name[^2..], StringComparison.Ordinal) ? opened.Groups["thing"].Value : row.Name;

    private static ImmutableArray<string> Asked(ImmutableArray<string> kinds, string because, List<string> doubts)
    {
        doubts.Add($"{because}，按只适用于{string.Join('、', kinds)}提出，请核对。");
        return kinds;
    }

    /// <summary>The kinds that words name; 街镇 is 街道 and 镇.</summary>
    private static ImmutableArray<string> Kinds(string words, ImmutableArray<UnitKind> kinds) =>
        [.. kinds.Where(kind => kind.OtherNames.Prepend(kind.Name).Any(name => words.Contains(name, StringComparison.Ordinal)) || (words.Contains("街镇", StringComparison.Ordinal) && kind.Name is "街道" or "镇")).Select(kind => kind.Name)];

    private static bool NamesAnother(string text, ImmutableArray<string> named, ImmutableArray<UnitKind> kinds) =>
        kinds.Where(kind => !named.Contains(kind.Name)).Any(kind => kind.OtherNames.Prepend(kind.Name).Any(name => text.Contains(name, StringComparison.Ordinal)));

    [GeneratedRegex("(\\p{L}{0,6}区)?(政府)?办公室|区[\\p{L}（）]{1,12}?(局|委员会|委|办(?!理))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bureau();

    [GeneratedRegex("网上核查|日常|办公室|测评|核查|自评|自查", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OfTheOffice();

    [GeneratedRegex("^((无需|不需|不用|无须|毋需)(单位)?(填报|报送|提交|填写|提供)?(材料)?|无|/|-|—|——)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotFiled();

    [GeneratedRegex("(仅|只)?(适用于|考核|适用|限于?|涉及)(?<kinds>(各)?(街镇|镇|街道|部门|区政府部门|开发区|经开区)((、|和|及)(各)?(街镇|镇|街道|部门|区政府部门|开发区|经开区))*)|[（(](?<kinds>(街镇|镇|街道|部门|区政府部门)((、|和|及)(街镇|镇|街道|部门|区政府部门))*)(适用|填报)?[）)]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Only();

    [GeneratedRegex("(?<kinds>(街镇|镇|街道|部门|区政府部门|开发区|经开区)((、|和|及)(街镇|镇|街道|部门|区政府部门|开发区|经开区))*)(单位)?不(涉及|适用|考核|参加|纳入)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Except();

    [GeneratedRegex("各(?<kinds>街镇|部门|镇|街道)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Every();

    [GeneratedRegex("^(未被|未发生|没有发生|无投诉|未受到|未出现)|，未被", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unhappened();

    [GeneratedRegex("依申请|^政策|政策(文件|咨询|实施|宣讲)|决策|规范性文件|移交|所属单位|街镇、部门", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Conditional();

    [GeneratedRegex("政务公开|政府网站|政府信息|信息公开|标准化规范化(建设)?|规范化标准化(建设)?|重大行政|重要", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Customary();

    [GeneratedRegex(@"^开展[^，；。]*等(?<thing>\p{L}{2,12})[，。；]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Opened();
}
