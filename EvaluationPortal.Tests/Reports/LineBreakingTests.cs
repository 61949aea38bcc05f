using EvaluationPortal.Core.Reports.Layout;

namespace EvaluationPortal.Tests.Reports;

public sealed class LineBreakingTests(ReportFontsFixture fixture)
{
    private const string Sentence = "发现2个错误（含断链）。评分标准：“发现一个错误，扣1分，扣完为止”。5 − 1 × 2 = 3分；见《公报》第12页，转办OA-2022-117号、https://www.songjiang.gov.cn/zwgk/index.html?id=45。";

    private AdvanceTable Advances => fixture.Fonts.Metrics.Regular;

    public static TheoryData<double> Widths => [.. Enumerable.Range(8, 60).Select(n => n / 2d)];

    [Theory, MemberData(nameof(Widths))]
    public void No_line_begins_with_closing_punctuation(double width) =>
        Assert.All(Lines(Sentence, width).Skip(1), line => Assert.DoesNotContain(line[0], "，。；：、”）》"));

    [Theory, MemberData(nameof(Widths))]
    public void No_line_ends_with_opening_punctuation(double width) =>
        Assert.All(Lines(Sentence, width), line => Assert.DoesNotContain(line[^1], "“（《"));

    [Theory, MemberData(nameof(Widths))]
    public void No_line_is_wider_than_its_room(double width) =>
        Assert.All(Lines(Sentence, width), line => Assert.InRange(Advances.Of(line), 0, width + 1e-6));

    [Theory, MemberData(nameof(Widths))]
    public void No_character_is_lost(double width) =>
        Assert.Equal(PrintedFile.WithoutBlanks(Sentence), PrintedFile.WithoutBlanks(string.Concat(Lines(Sentence, width))));

    [Theory]
    [InlineData("本次得分为87.5分", 5, "本次得分为|87.5分")]
    [InlineData("日期是2022-11-30", 7, "日期是|2022-11-30")]
    [InlineData("系统OA平台", 3, "系统|OA平|台")]
    [InlineData("全年共有12项", 5, "全年共有|12项")]
    [InlineData("完成此项工作得5分", 7, "完成此项工作|得5分")]
    [InlineData("本单位为区级第3名", 7.5, "本单位为区级|第3名")]
    public void Numbers_words_and_units_stay_whole(string text, double width, string expected) =>
        Assert.Equal(expected.Split('|'), Lines(text, width));

    [Fact]
    public void An_address_longer_than_a_line_is_broken_anywhere_and_fills_the_lines()
    {
        var lines = Lines(new string('a', 200), 10);

        Assert.All(lines[..^1], line => Assert.InRange(Advances.Of(line), 9.4, 10));
        Assert.Equal(200, lines.Sum(l => l.Length));
    }

    [Fact]
    public void A_blank_at_the_end_of_a_line_takes_no_room() => Assert.Equal(["5 −", "1 ×", "2"], Lines("5 − 1 × 2", 1.9));

    [Fact]
    public void A_line_break_in_the_text_is_kept() => Assert.Equal(["甲", "", "乙"], Lines("甲\n\n乙", 5));

    [Fact]
    public void Even_a_room_narrower_than_a_character_gets_one_a_line() => Assert.Equal(["甲", "乙"], Lines("甲乙", 0.5));

    [Fact]
    public void Marks_side_by_side_close_up() => Assert.Equal(3.5, Advances.Of("得分：“"), 3);

    [Fact]
    public void Digits_are_all_of_one_width() => Assert.Single("0123456789".Select(d => Advances.Of(d)).Distinct());

    private System.Collections.Immutable.ImmutableArray<string> Lines(string text, double width) => LineBreaking.Lines(text, width, Advances);
}
