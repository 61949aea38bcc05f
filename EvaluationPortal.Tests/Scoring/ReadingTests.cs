using CsCheck;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Scoring;

public sealed class ReadingTests
{
    private static readonly ReadingContext Allowed = new(MayBeNotApplicable: true);

    private static readonly string[] OneOfEachKind = ["1.4", "1.2", "1.3", "9.1"];

    [Theory]
    [InlineData("")]
    [InlineData("  \t")]
    [InlineData("　 ")]
    [InlineData("﻿​")]
    public void Blank_means_pending_again(string typed) =>
        Assert.All(OneOfEachKind, code => Assert.Equal(new Understood(null), Songjiang2022.Rule(code).Read(typed, Allowed)));

    [Theory]
    [InlineData("NA 无依申请件")]
    [InlineData("na 无依申请件")]
    [InlineData("Na：无依申请件")]
    [InlineData("ＮＡ　无依申请件")]
    [InlineData("NA:无依申请件")]
    [InlineData("NA无依申请件")]
    [InlineData("不涉及 无依申请件")]
    [InlineData("不涉及：无依申请件 ")]
    [InlineData("　不涉及无依申请件")]
    public void Not_applicable_is_read_with_its_reason(string typed) =>
        Assert.All(OneOfEachKind, code => Assert.Equal(new Understood(new DoesNotApply("无依申请件")), Songjiang2022.Rule(code).Read(typed, Allowed)));

    [Theory]
    [InlineData("NA")]
    [InlineData("不涉及：")]
    public void Not_applicable_needs_a_reason(string typed) =>
        Assert.All(OneOfEachKind, code => Assert.Equal(new NotUnderstood("请写明不涉及的理由，如“不涉及 本年度无此类事项”"), Songjiang2022.Rule(code).Read(typed, Allowed)));

    [Fact]
    public void Not_applicable_is_refused_where_the_table_does_not_allow_it() =>
        Assert.Equal(
            new NotUnderstood("本指标不能填不涉及。只能填5、3、0分（第1至3档）"),
            Songjiang2022.Rule("1.4").Read("NA 无", new()));

    [Theory]
    [InlineData("NATO")]
    [InlineData("N")]
    [InlineData("NA1")]
    [InlineData("N😀")]
    [InlineData("不涉")]
    public void Other_words_are_not_taken_for_it(string typed) =>
        Assert.All(OneOfEachKind, code => Assert.IsType<NotUnderstood>(Songjiang2022.Rule(code).Read(typed, Allowed)));

    [Fact]
    public void A_message_repeats_what_was_typed_shortened_and_on_one_line()
    {
        var message = Assert.IsType<NotUnderstood>(Songjiang2022.Rule("1.4").Read("甲\n乙\0" + new string('字', 50), new())).Message;
        Assert.StartsWith("“甲�乙�字字字字字字字字字字字字字字字字…”看不懂", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, "”看不懂")]
    [InlineData(21, "…”看不懂")]
    public void A_message_shows_twenty_characters_of_what_was_typed(int typed, string end)
    {
        var message = Assert.IsType<NotUnderstood>(Songjiang2022.Rule("1.4").Read(new string('字', typed), new())).Message;
        Assert.StartsWith("“" + new string('字', 20) + end, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Four_thousand_characters_may_be_typed()
    {
        Assert.Equal(new Understood(new Level(1)), Songjiang2022.Rule("1.4").Read("5".PadLeft(4000), new()));
        Assert.IsType<NotUnderstood>(Songjiang2022.Rule("1.4").Read("5".PadLeft(4001), new()));
    }

    [Fact]
    public void Text_that_is_not_Unicode_is_not_understood() =>
        Assert.All(OneOfEachKind, code =>
        {
            Assert.StartsWith("文字过长或含有无法识别的字符。", Assert.IsType<NotUnderstood>(Songjiang2022.Rule(code).Read("5\uD800", Allowed)).Message, StringComparison.Ordinal);
            Assert.StartsWith("文字过长或含有无法识别的字符。", Assert.IsType<NotUnderstood>(Songjiang2022.Rule(code).Read("\uDC00", Allowed)).Message, StringComparison.Ordinal);
        });

    [Fact]
    public void Huge_text_is_not_understood() =>
        Assert.All(OneOfEachKind, code => Assert.IsType<NotUnderstood>(Songjiang2022.Rule(code).Read(new string('9', 5_000_000), Allowed)));

    [Fact]
    public void Reading_never_throws_and_what_it_understands_is_legal() =>
        Gen.Select(
                Gen.OneOf(Gen.String, Gen.String["0123456789.-−/分 NAna不涉及理由,，　３\uD800"]),
                Gen.OneOf([.. Songjiang2022.Scheme.Indicators]),
                Observations.Any.Null(),
                Gen.OneOf<decimal?>(null, 0, -1, 100, decimal.MaxValue))
            .Sample((typed, indicator, current, full) =>
            {
                var reading = indicator.Rule.Read(typed, new(current, full, MayBeNotApplicable: true));
                return reading is not Understood { Observation: { } observation } || observation is DoesNotApply or Findings || indicator.Rule.Apply(observation) is Awarded;
            });
}
