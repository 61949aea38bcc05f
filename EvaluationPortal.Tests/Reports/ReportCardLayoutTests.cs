using EvaluationPortal.Core.Reports;
using EvaluationPortal.Core.Reports.Layout;

namespace EvaluationPortal.Tests.Reports;

public sealed class ReportCardLayoutTests(ReportFontsFixture fixture)
{
    private TypeMetrics Metrics => fixture.Fonts.Metrics;

    public static TheoryData<string> Cards => ["final", "running", "pending", "extreme", "losses"];

    internal static ReportCard Named(string name) => name switch
    {
        "final" => SampleCards.Final,
        "running" => SampleCards.Running,
        "pending" => SampleCards.AllPending,
        "losses" => SampleCards.Running with { Losses = [.. Enumerable.Repeat(SampleCards.Losses, 20).SelectMany(l => l), SampleCards.Losses[0] with { What = new('长', 600), Where = "https://www.songjiang.gov.cn/" + new string('a', 300) }] },
        _ => SampleCards.Extreme,
    };

    [Theory, MemberData(nameof(Cards))]
    public void Nothing_is_printed_outside_the_margins(string name) => Assert.All(Pages(Named(name)).SelectMany(TextBoxes), box =>
    {
        Assert.InRange(box.Left, Paper.Left - 0.01, Paper.Right);
        Assert.InRange(box.Right, Paper.Left, Paper.Right + 0.01);
        Assert.InRange(box.Bottom, 20, Paper.Height - 20);
    });

    [Fact]
    public void What_scores_from_outside_lost_is_a_part_of_its_own_where_there_is_any()
    {
        string[] Headings(ReportCard card) => [.. Pages(card).SelectMany(TextBoxes).Select(b => b.Text).Where(t => t.Length > 2 && t[1] == '、' && "一二三四五六".Contains(t[0], StringComparison.Ordinal))];
        Assert.Equal(["一、分项得分情况", "二、指标得分明细", "三、问题清单", "四、适用规则", "五、签字盖章"], Headings(Named("running")));
        Assert.Equal(["一、分项得分情况", "二、指标得分明细", "三、问题清单", "四、扣分说明", "五、适用规则", "六、签字盖章"], Headings(Named("losses")));
        var printed = Pages(SampleCards.Running with { Losses = SampleCards.Losses }).SelectMany(TextBoxes).Select(b => b.Text).ToList();
        Assert.Contains("12.5", printed);
        Assert.Contains(printed, t => t.StartsWith("年报于2月3日发布", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Cards))]
    public void No_text_overlaps_another(string name) => Assert.All(Pages(Named(name)), page =>
    {
        var boxes = TextBoxes(page).OrderBy(b => b.Top).ToList();
        for (var i = 0; i < boxes.Count; i++)
        {
            for (var j = i + 1; j < boxes.Count && boxes[j].Top < boxes[i].Bottom - 0.1; j++)
                Assert.False(boxes[j].Left < boxes[i].Right - 0.1 && boxes[i].Left < boxes[j].Right - 0.1, $"“{boxes[i].Text}” overlaps “{boxes[j].Text}”");
        }
    });

    [Theory, MemberData(nameof(Cards))]
    public void No_text_crosses_the_edge_of_its_cell(string name) => Assert.All(Pages(Named(name)), page =>
    {
        var frames = page.Contents.OfType<DrawnFrame>().Where(f => f.Height > 12).ToList();
        Assert.All(TextBoxes(page), text => Assert.DoesNotContain(frames, f =>
            f.Y < text.Top && text.Bottom < f.Y + f.Height && ((text.Left < f.X && f.X < text.Right) || (text.Left < f.X + f.Width && f.X + f.Width < text.Right))));
    });

    [Fact]
    public void No_heading_stands_last_on_a_page()
    {
        // Every count of findings puts the headings behind them at another height.
        foreach (var count in Enumerable.Range(0, 60))
        {
            var card = SampleCards.Running with { Findings = [.. SampleCards.Extreme.Findings.Take(count)] };
            foreach (var page in Pages(card))
            {
                var texts = page.Contents.OfType<DrawnText>().Where(t => t.Degrees == 0 && t.Baseline < Paper.Bottom).ToList();
                Assert.False(texts.MaxBy(t => t.Baseline)!.Size >= 11, $"{count} findings: {texts.MaxBy(t => t.Baseline)!.Text}");
            }
        }
    }

    [Fact]
    public void Where_no_finder_is_named_the_column_falls_away()
    {
        var named = SampleCards.Extreme;
        var unnamed = named with { Findings = [.. named.Findings.Select(f => f with { FoundBy = null })] };
        Assert.Contains(Texts(named), t => t == "发现人");
        Assert.DoesNotContain(Texts(unnamed), t => t == "发现人");
        Assert.Contains(Texts(unnamed), t => t == "发现日期");
    }

    [Fact]
    public void No_subtotal_stands_last_on_a_page() => Assert.All(Pages(SampleCards.Extreme).Concat(Pages(SampleCards.Running)), page =>
        Assert.DoesNotContain("小计", page.Contents.OfType<DrawnText>().Where(t => t.Baseline < Paper.Bottom && t.Degrees == 0).MaxBy(t => t.Baseline)!.Text, StringComparison.Ordinal));

    [Fact]
    public void The_sum_never_stands_alone_below_a_repeated_head()
    {
        // A sentence that grows line by line puts the sum at every height of a page.
        foreach (var count in Enumerable.Range(0, 70))
        {
            var section = SampleCards.Final.Sections[0];
            var grown = section with { Rows = section.Rows.SetItem(0, section.Rows[0] with { Explanation = string.Join('\n', Enumerable.Repeat("说明", count)) }) };
            var page = Pages(SampleCards.Final with { Sections = SampleCards.Final.Sections.SetItem(0, grown) })
                .Select(p => p.Contents.OfType<DrawnText>().Select(t => t.Text).ToList()).Single(p => p.Contains("合　　计"));
            Assert.Contains("9.1", page);
        }
    }

    [Fact]
    public void Signatures_never_stand_alone_on_a_page()
    {
        foreach (var count in Enumerable.Range(0, 60))
        {
            var card = SampleCards.Running with { Findings = [.. SampleCards.Extreme.Findings.Take(count)] };
            var last = Pages(card)[^1].Contents.OfType<DrawnText>().Select(t => t.Text).ToList();
            Assert.Contains(last, t => t.StartsWith("排名按", StringComparison.Ordinal));
            Assert.Contains("考核评估小组意见：", last);
        }
    }

    [Fact]
    public void Scores_share_their_right_edge_and_so_do_maxima()
    {
        var rows = Pages(SampleCards.Running).SelectMany(TextBoxes).ToList();

        Assert.Single(Edges(SampleCards.Running.Sections.SelectMany(s => s.Rows).Select(r => r.Score), 200, 290));
        Assert.Single(Edges(["2", "3", "5", "7", "8"], 190, 250));

        IEnumerable<double> Edges(IEnumerable<string> texts, double from, double to) =>
            rows.Where(b => texts.Contains(b.Text) && b.Left > from && b.Right < to && b.Top > 400).Select(b => Math.Round(b.Right, 2)).Distinct();
    }

    [Fact]
    public void A_rules_number_stands_on_its_first_line()
    {
        var texts = Pages(SampleCards.Final with { Policies = [new string('规', 120)] })[^1].Contents.OfType<DrawnText>().ToList();

        Assert.Equal(texts.First(t => t.Text.StartsWith("规规", StringComparison.Ordinal)).Baseline, texts.Single(t => t.Text == "1." && t.Degrees == 0).Baseline);
    }

    [Fact]
    public void Every_table_page_repeats_the_head() => Assert.All(Pages(SampleCards.Extreme).Skip(1).SkipLast(1), page =>
        Assert.Contains("序号", page.Contents.OfType<DrawnText>().Select(t => t.Text)));

    [Theory, MemberData(nameof(Cards))]
    public void Every_page_says_which_of_how_many_it_is(string name)
    {
        var pages = Pages(Named(name));
        Assert.All(pages.Index(), page => Assert.Contains($"第 {page.Index + 1} / {pages.Count} 页", page.Item.Contents.OfType<DrawnText>().Select(t => t.Text)));
    }

    [Theory, MemberData(nameof(Cards))]
    public void Every_page_carries_the_digest_and_the_audit_entry(string name)
    {
        var card = Named(name);
        Assert.All(Pages(card), page =>
        {
            var texts = string.Join('\n', page.Contents.OfType<DrawnText>().Select(t => t.Text));
            Assert.Contains(ReportCardDigest.Of(card), texts, StringComparison.Ordinal);
            Assert.Contains("12345", texts, StringComparison.Ordinal);
            Assert.Contains("9f2c4e7ab1d05836", texts, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(false, false, true, false)]
    [InlineData(false, true, true, true)]
    [InlineData(true, false, false, false)]
    [InlineData(true, true, false, true)]
    public void Watermarks_say_draft_until_final_and_demo_when_demo(bool isFinal, bool isDemo, bool draft, bool demo) =>
        Assert.All(Pages(SampleCards.Running with { IsFinal = isFinal, IsDemo = isDemo }), page =>
        {
            var slanted = page.Contents.OfType<DrawnText>().Where(t => t.Degrees != 0).Select(t => t.Text).ToList();
            var upright = page.Contents.OfType<DrawnText>().Where(t => t.Degrees == 0).Select(t => t.Text).ToList();
            Assert.Equal(draft, slanted.Contains("未审定，仅供核对"));
            Assert.Equal(demo, slanted.Contains("演示数据，非真实结果"));
            Assert.Equal(demo, upright.Contains("演示数据，非真实结果"));
        });

    [Fact]
    public void Pending_and_not_applicable_are_never_printed_as_zero()
    {
        var texts = Texts(SampleCards.AllPending);
        Assert.DoesNotContain("0.00", texts);
        Assert.Contains("待评", texts);

        var without = SampleCards.Final.Sections[^1] with { ApplicableMaxPoints = 0, Points = 0 };
        Assert.Contains("不涉及", Texts(SampleCards.Final with { Sections = SampleCards.Final.Sections.RemoveAt(8).Add(without) }));
    }

    [Fact]
    public void Without_assessors_the_sentences_get_their_column()
    {
        var card = SampleCards.Final with { Sections = [.. SampleCards.Final.Sections.Select(s => s with { Rows = [.. s.Rows.Select(r => r with { Assessor = null })] })] };
        Assert.DoesNotContain("评分单位", Texts(card));
        Assert.Contains("已完成。评分标准：“完成此项工作得5分”。得5分", Texts(card));
    }

    [Fact]
    public void A_rank_that_may_not_be_seen_is_a_dash() => Assert.DoesNotContain(Texts(SampleCards.Final with { Rank = null }), t => t.StartsWith("第 7 名", StringComparison.Ordinal));

    private List<string> Texts(ReportCard card) => [.. Pages(card).SelectMany(p => p.Contents).OfType<DrawnText>().Select(t => t.Text)];

    private IReadOnlyList<Sheet> Pages(ReportCard card) => ReportCardLayout.Pages(card, Metrics);

    private IEnumerable<TextBox> TextBoxes(Sheet page) => page.Contents.OfType<DrawnText>().Where(t => t.Degrees == 0).Select(t =>
        new TextBox(t.Text, t.X, t.Baseline - (0.88 * t.Size), t.X + (Metrics[t.Weight].Of(t.Text) * t.Size), t.Baseline + (0.12 * t.Size)));

    private sealed record TextBox(string Text, double Left, double Top, double Right, double Bottom);
}
