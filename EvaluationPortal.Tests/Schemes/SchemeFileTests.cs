using System.Text;
using System.Text.Json.Nodes;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Schemes;

public sealed class SchemeFileTests
{
    private const string First = "/sections/0/indicators/0";
    private const string Found = "/sections/0/indicators/1/rule";
    private const string Converted = "/sections/0/indicators/2/rule";
    private const string FinanceRule = "/sections/5/indicators/1/rule";
    private const string VillageRule = "/sections/6/indicators/0/rule";

    [Fact]
    public void A_byte_order_mark_does_no_harm() =>
        Assert.Empty(SchemeFile.Read(new byte[] { 0xEF, 0xBB, 0xBF }.Concat(Songjiang2022.SchemeBytes).ToArray()).Faults);

    [Fact]
    public void The_digest_is_the_SHA_256_of_the_bytes() =>
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Songjiang2022.SchemeBytes)), Songjiang2022.Scheme.Digest);

    [Fact]
    public void Settings_left_out_have_their_defaults()
    {
        var reading = SchemeFile.Read(With(("/totals", null), (First + "/zeroReport", null), (First + "/mayBeNotApplicable", null), (VillageRule + "/step", null), (VillageRule + "/openEnded", null), (VillageRule + "/elements", null)));
        Assert.Empty(reading.Faults);
        Assert.Equal(TotalsPolicy.Converted, reading.Scheme!.Totals);
        Assert.Equal((ZeroReport.Proposal, false), (reading.Scheme.Indicators[0].ZeroReport, reading.Scheme.Indicators[0].MayBeNotApplicable));
        Assert.Equal(0.5m, Assert.IsType<Judgement>(reading.Scheme.Find(new IndicatorCode("7.1"))!.Rule).Step);
    }

    [Fact]
    public void Floor_and_cap_are_read()
    {
        var rule = Assert.IsType<Deduction>(SchemeFile.Read(With((Found + "/floor", "1"), (Found + "/cap", "3.5"))).Scheme!.Find(new IndicatorCode("1.2"))!.Rule);
        Assert.Equal((1m, 3.5m), (rule.Floor, rule.Cap));
    }

    [Fact]
    public void An_indicator_of_last_years_is_continued_once()
    {
        (string, string?)[] said = [("/previous", "\"songjiang-2021\""), (First + "/continues", "\"1.2\""), ("/sections/0/indicators/1/continues", "\"1.1\"")];
        var scheme = SchemeFile.Read(With(said)).Scheme!;
        Assert.Equal(("songjiang-2021", new IndicatorCode("1.2"), (IndicatorCode?)null), (scheme.Previous, scheme.Indicators[0].Continues, scheme.Indicators[2].Continues));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(With(said).Span), JsonNode.Parse(SchemeFile.Write(scheme))));
        Assert.Equal(
            [new Fault("/sections/0/indicators/2/continues", "上一年度的1.1已由前面的指标延续，只能延续一次")],
            SchemeFile.Read(With([.. said, ("/sections/0/indicators/2/continues", "\"1.1\"")])).Faults);
    }

    [Fact]
    public void A_file_being_worked_on_is_read_as_far_as_it_goes()
    {
        var reading = SchemeFile.ReadUnfinished(With((First + "/rule/levels/0/points", "4")));
        Assert.Equal((26, First + "/rule/levels/0/points"), (reading.Scheme!.Indicators.Length, Assert.Single(reading.Faults).Pointer));
        Assert.Null(SchemeFile.ReadUnfinished("[]"u8.ToArray()).Scheme);
    }

    [Theory]
    [InlineData("/totals", "\"fullCredit\"")]
    [InlineData(Found + "/floor", "1")]
    [InlineData(Found + "/cap", "3.5")]
    public void A_scheme_survives_writing_and_reading(string place, string value)
    {
        var written = SchemeFile.Write(SchemeFile.Read(With((place, value))).Scheme!);
        var again = SchemeFile.Read(written);
        Assert.Empty(again.Faults);
        Assert.Equal(written, SchemeFile.Write(again.Scheme!));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(With((place, value)).Span), JsonNode.Parse(written)));
    }

    [Fact]
    public void A_scheme_with_other_sections_has_their_indicators()
    {
        var scheme = Songjiang2022.Scheme with { Sections = [Songjiang2022.Scheme.Sections[1]] };
        Assert.Equal(["2.1", "2.2", "2.3", "2.4"], scheme.Indicators.Select(indicator => indicator.Code.Value));
        Assert.Null(scheme.Find(new IndicatorCode("1.1")));
    }

    [Fact]
    public void The_JSON_Schema_knows_every_kind_of_rule_and_every_property()
    {
        var schema = File.ReadAllText(Path.Combine(Songjiang2022.Folder, "schemes", "scheme.schema.json"));
        var names = new[] { (First + "/rule/kind", "\"x\""), ("/x", "1"), ("/sections/0/x", "1"), (First + "/x", "1"), (Found + "/x", "1"), (Converted + "/x", "1"), (VillageRule + "/x", "1"), (FinanceRule + "/knockOut/x", "1") }
            .SelectMany(broken => SchemeFile.Read(With(broken)).Faults)
            .SelectMany(fault => fault.Message.Split('；')[1].Split('是', '：')[1].Split('、'))
            .ToHashSet();
        Assert.Superset(new HashSet<string> { "tiers", "sections", "weight", "criteria", "floor", "givenBy", "openEnded", "label" }, names);
        Assert.All(names, name => Assert.Contains($"\"{name}\"", schema, StringComparison.Ordinal));
    }

    /// <summary>The file of 2022 with other values at those places; null takes the property away.</summary>
    internal static ReadOnlyMemory<byte> With(params ReadOnlySpan<(string Place, string? Value)> changes)
    {
        var file = JsonNode.Parse(Songjiang2022.SchemeBytes)!;
        foreach (var (place, value) in changes)
        {
            var steps = place.Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal)).ToArray();
            var parent = steps[..^1].Aggregate(file, (node, step) => node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!);
            Change(parent, steps[^1], value);
        }

        return Encoding.UTF8.GetBytes(file.ToJsonString());
    }

    private static void Change(JsonNode parent, string name, string? value)
    {
        var node = value is null ? null : JsonNode.Parse(value);
        switch (parent)
        {
            case JsonArray list when value is null:
                list.RemoveAt(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case JsonArray list:
                list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] = node;
                break;
            case JsonObject when value is null:
                parent.AsObject().Remove(name);
                break;
            default:
                parent[name] = node;
                break;
        }
    }
}
