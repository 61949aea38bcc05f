using System.Collections.Immutable;
using System.Security.Cryptography;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Schemes;

/// <summary>What reading a scheme file gave: a scheme, or every fault of the file. A wrong file never gives a scheme.</summary>
public sealed record SchemeReading(Scheme? Scheme, ImmutableArray<Fault> Faults);

/// <summary>Reads, checks and writes scheme files: the evaluation table as JSON (data/schemes/scheme.schema.json).</summary>
public static partial class SchemeFile
{
    /// <summary>What 填报说明 says where a unit files nothing.</summary>
    public const string NoFiling = "无需填报";

    private const int LongestShortName = 8;
    private const decimal WholeTable = 100;

    private static readonly (string Word, TotalsPolicy Policy)[] Policies =
        [("converted", TotalsPolicy.Converted), ("fullCredit", TotalsPolicy.FullCredit), ("unchanged", TotalsPolicy.Unchanged)];

    private static readonly (string Word, Source Source)[] Assessors =
        [("office", Source.Office), ("bureau", Source.Bureau), ("thirdParty", Source.ThirdParty)];

    private static readonly (string Word, ZeroReport Meaning)[] ZeroReports = [("proposal", ZeroReport.Proposal), ("full", ZeroReport.Full)];

    /// <summary>Reads a file. Never throws for what is in it: all faults are returned together, each with its JSON pointer.</summary>
    public static SchemeReading Read(ReadOnlyMemory<byte> file)
    {
        var reading = ReadUnfinished(file);
        return reading.Faults.IsEmpty ? reading : reading with { Scheme = null };
    }

    /// <summary>Reads a file that somebody is still working on: the scheme as far as it goes, beside all that is wrong with it; none where it is no JSON object.</summary>
    public static SchemeReading ReadUnfinished(ReadOnlyMemory<byte> file)
    {
        var faults = new List<Fault>();
        var scheme = JsonFile.Open(file, faults) is { } json ? ReadScheme(json, Convert.ToHexStringLower(SHA256.HashData(file.Span))) : null;
        return new(scheme, [.. faults]);
    }

    private static Scheme ReadScheme(JsonPart json, string digest)
    {
        var code = json.Code("code");
        var name = json.Text("name", longest: 100);
        var previous = ReadPrevious(json, code);
        var totals = Word(json, "totals", Policies);
        var kinds = ReadKinds(json);
        var seen = new Dictionary<string, string>();
        var sections = json.Parts("sections", 1).Select((part, index) => ReadSection(part, index + 1, kinds, seen)).ToImmutableArray();
        json.Close();
        CheckContinued(json, previous, sections);
        if (sections.Sum(section => section.Weight) is var sum && sum != WholeTable && !sections.IsEmpty)
        {
            json.Fault("sections", $"各一级指标权重之和应为{WholeTable}，现为{Decimals.Text(sum)}");
        }

        return new Scheme { Code = code ?? "", Name = name ?? "", Previous = previous, Digest = digest, UnitKinds = kinds, Sections = sections, Totals = totals };
    }

    private static string? ReadPrevious(JsonPart json, string? code)
    {
        var previous = json.Code("previous", required: false);
        if (previous is not null && previous == code)
        {
            json.Fault("previous", "上一年度的表不能是这张表自己");
        }

        return previous;
    }

    /// <summary>Each indicator of last year's is continued once at most, and that year's table is named.</summary>
    private static void CheckContinued(JsonPart json, string? previous, ImmutableArray<Section> sections)
    {
        HashSet<IndicatorCode> continued = [];
        foreach (var (place, section) in sections.Index())
        {
            foreach (var (index, indicator) in section.Indicators.Index().Where(pair => pair.Item.Continues is not null))
            {
                var at = $"sections/{place}/indicators/{index}/continues";
                if (previous is null)
                {
                    json.FaultAt(at, "写了延续的指标，就要在previous中写明上一年度的表");
                }
                else if (!continued.Add(indicator.Continues!.Value))
                {
                    json.FaultAt(at, $"上一年度的{indicator.Continues}已由前面的指标延续，只能延续一次");
                }
            }
        }
    }

    private static ImmutableArray<UnitKind> ReadKinds(JsonPart json)
    {
        var names = new HashSet<string>();
        var kinds = ImmutableArray.CreateBuilder<UnitKind>();
        foreach (var part in json.Parts("unitKinds", 1))
        {
            var name = part.Text("name", longest: 30) ?? "";
            var others = part.Texts("otherNames");
            part.Close();
            foreach (var known in others.Prepend(name).Where(known => !names.Add(known)))
            {
                part.Fault(known == name ? "name" : "otherNames", $"单位类别“{known}”重复");
            }

            kinds.Add(new UnitKind(name, others));
        }

        return kinds.ToImmutable();
    }

    private static Section ReadSection(JsonPart json, int number, ImmutableArray<UnitKind> kinds, Dictionary<string, string> seen)
    {
        var name = json.Text("name", longest: 40);
        var weight = json.Number("weight", 0, WholeTable);
        var indicators = json.Parts("indicators", 1).Select((part, index) => ReadIndicator(part, $"{number}.{index + 1}", kinds, seen)).ToImmutableArray();
        json.Close();
        var points = indicators.Sum(indicator => indicator.MaxPoints);
        if (weight is { } given && given != points && indicators.All(indicator => indicator.MaxPoints > 0))
        {
            json.Fault("weight", $"权重应等于所含二级指标分值之和{Decimals.Text(points)}，现为{Decimals.Text(given)}");
        }

        return new Section(name ?? "", weight ?? 0, indicators);
    }

    private static Indicator ReadIndicator(JsonPart json, string expected, ImmutableArray<UnitKind> kinds, Dictionary<string, string> seen)
    {
        var code = ReadCode(json, expected, seen);
        var name = json.Text("name", longest: 100);
        var shortName = json.Text("shortName");
        if (shortName?.EnumerateRunes().Count() > LongestShortName)
        {
            json.Fault("shortName", $"简称最多{LongestShortName}个字，现为{shortName.EnumerateRunes().Count()}个字");
        }

        var content = json.Text("content");
        var criteria = json.Text("criteria");
        var points = json.Number("points", 0.01m, WholeTable);
        var filing = json.Text("filing", longest: 200);
        var method = json.Text("method", longest: 60);
        var assessor = Word(json, "assessor", Assessors, required: true);
        var assessorName = json.Text("assessorName", longest: 60);
        var indicator = new Indicator
        {
            Code = new(code),
            Name = name ?? "",
            ShortName = shortName ?? "",
            Content = content ?? "",
            Criteria = criteria ?? "",
            Filing = filing ?? "",
            NeedsFiling = filing != NoFiling,
            Method = method ?? "",
            Assessor = assessor,
            AssessorName = assessorName ?? "",
            AppliesTo = ReadAppliesTo(json, kinds),
            ZeroReport = Word(json, "zeroReport", ZeroReports),
            MayBeNotApplicable = json.Flag("mayBeNotApplicable"),
            Continues = ReadContinued(json),
            Rule = (json.Part("rule") is { } rule ? RuleKinds.Read(new RulePart(rule, points, criteria)) : null) ?? Unreadable(points),
        };
        json.Close();
        return indicator;
    }

    /// <summary>Stands for a rule with faults until they are reported, so that the sums are checked all the same.</summary>
    private static Conversion Unreadable(decimal? points) => new(points ?? 0, "", "");

    private static string ReadCode(JsonPart json, string expected, Dictionary<string, string> seen)
    {
        var code = json.Text("code", longest: 10) ?? "";
        if (code.Length > 0 && !seen.TryAdd(code, json.Pointer))
        {
            json.Fault("code", $"序号{code}重复，与{seen[code]}相同；此处应为{expected}");
        }
        else if (code.Length > 0 && code != expected)
        {
            json.Fault("code", $"序号应依次编号，此处应为{expected}，现为{code}");
        }

        return code;
    }

    private static IndicatorCode? ReadContinued(JsonPart json)
    {
        if (json.Text("continues", required: false, longest: 10) is not { } code)
        {
            return null;
        }

        if (new IndicatorCode(code).IsWellFormed)
        {
            return new(code);
        }

        json.Fault("continues", $"“{code}”不是序号；应为上一年度的表中的序号，如1.1");
        return null;
    }

    private static ImmutableArray<string> ReadAppliesTo(JsonPart json, ImmutableArray<UnitKind> kinds)
    {
        var names = json.Texts("appliesTo");
        foreach (var (index, name) in names.Index().Where(named => kinds.All(kind => kind.Name != named.Item)))
        {
            json.FaultAt($"appliesTo/{index}", $"没有单位类别“{name}”；只能是{string.Join('、', kinds.Select(kind => kind.Name))}");
        }

        return names;
    }

    private static T Word<T>(JsonPart json, string name, (string Word, T Value)[] words, bool required = false)
    {
        var word = json.Choice(name, words.Select(pair => pair.Word), required);
        return words.FirstOrDefault(pair => pair.Word == word, words[0]).Value;
    }
}
