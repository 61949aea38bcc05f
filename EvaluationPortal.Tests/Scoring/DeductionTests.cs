using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Scoring;

public sealed class DeductionTests
{
    [Theory]
    [InlineData("1.2", "{\"findings\":0}", 5, "未发现错误。评分标准：“栏目清楚无错，得5分”。得5分")]
    [InlineData("1.2", "{\"findings\":2}", 3, "发现2个错误。评分标准：“发现一个错误，扣1分，扣完为止”。5 − 1 × 2 = 3分")]
    [InlineData("1.2", "{\"findings\":5}", 0, "发现5个错误。评分标准：“发现一个错误，扣1分，扣完为止”。5 − 1 × 5 = 0分")]
    [InlineData("1.2", "{\"findings\":7}", 0, "发现7个错误。评分标准：“发现一个错误，扣1分，扣完为止”。5 − 1 × 7 = −2，扣完为止，得0分")]
    [InlineData("6.2", "{\"findings\":[]}", 5, "按时完整公开。评分标准：“完成，得5分”。得5分")]
    [InlineData("6.2", "{\"findings\":1}", 4, "发现1项完整性或规范性要求未达标。评分标准：“完整性或规范性要求未达标每项扣1分”。5 − 1 × 1 = 4分")]
    [InlineData("6.2", "{\"findings\":6}", 0, "发现6项完整性或规范性要求未达标。评分标准：“完整性或规范性要求未达标每项扣1分”。5 − 1 × 6 = −1，扣完为止，得0分")]
    [InlineData("6.2", "{\"findings\":1,\"knockout\":true}", 0, "有不得分情形：逾期或未公开。评分标准：“逾期或未公开的，不得分”。得0分")]
    [InlineData("6.2", "{\"knockout\":true}", 0, "有不得分情形：逾期或未公开。评分标准：“逾期或未公开的，不得分”。得0分")]
    [InlineData("8.1", "{\"findings\":0}", 3, "六项均已落实。评分标准：“有，得3分”。得3分")]
    [InlineData("8.1", "{\"findings\":3}", 1.5, "缺3项。评分标准：“缺1项扣0.5分，扣完为止”。3 − 0.5 × 3 = 1.5分")]
    [InlineData("8.1", "{\"findings\":6}", 0, "缺6项。评分标准：“缺1项扣0.5分，扣完为止”。3 − 0.5 × 6 = 0分")]
    [InlineData("8.1", "{\"findings\":9}", 0, "缺9项。评分标准：“缺1项扣0.5分，扣完为止”。3 − 0.5 × 9 = −1.5，扣完为止，得0分")]
    [InlineData("8.1", "{\"findings\":[{\"item\":\"公开分管领导\"},{\"item\":\"主要领导听取汇报\"}]}", 2, "缺2项：公开分管领导、主要领导听取汇报。评分标准：“缺1项扣0.5分，扣完为止”。3 − 0.5 × 2 = 2分")]
    [InlineData("8.1", "{\"findings\":[{\"item\":\"公开分管领导\"},{}]}", 2, "缺2项（其中：公开分管领导）。评分标准：“缺1项扣0.5分，扣完为止”。3 − 0.5 × 2 = 2分")]
    public void Every_branch_says_what_was_found_the_clause_and_the_arithmetic(string indicator, string observation, double points, string explanation)
    {
        var awarded = Assert.IsType<Awarded>(Table.Apply(indicator, observation));
        Assert.Equal((decimal)points, awarded.Points);
        Assert.Equal(explanation, awarded.Explanation);
        Assert.Contains($"“{awarded.Clause}”", explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.2", "栏目清楚无错，得5分", "发现一个错误，扣1分，扣完为止")]
    [InlineData("6.2", "完成，得5分", "完整性或规范性要求未达标每项扣1分", "逾期或未公开的，不得分")]
    public void Its_clauses_are_those_of_no_findings_of_findings_and_of_the_knock_out(string indicator, params string[] clauses) =>
        Assert.Equal(clauses, Songjiang2022.Rule(indicator).Clauses);

    [Fact]
    public void One_confirmed_knock_out_among_other_findings_keeps_a_number_from_being_typed()
    {
        var standing = new Findings([new(1, "缺一项"), new(2, "") { KnockOut = true }]);
        Assert.Contains("不得分情形", Assert.IsType<NotUnderstood>(Songjiang2022.Rule("6.2").Read("3", new(standing))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_are_not_equal_to_nothing_nor_to_others()
    {
        Assert.False(Findings.None.Equals(null));
        Assert.False(Findings.None.Equals(Findings.OfCount(1)));
    }

    [Theory]
    [InlineData("1.2", "{\"findings\":[{},{\"confirmed\":false},{\"id\":9,\"confirmed\":false}]}", 4, "5 − 1 × 1 = 4分（另有2条待确认，未计入）")]
    [InlineData("6.2", "{\"findings\":[{},{\"knockout\":true,\"confirmed\":false}]}", 4, "5 − 1 × 1 = 4分（另有1条待确认，未计入）")]
    [InlineData("6.2", "{\"findings\":[{\"knockout\":true},{\"confirmed\":false}]}", 0, "得0分（另有1条待确认，未计入）")]
    public void Only_confirmed_findings_count(string indicator, string observation, double points, string end)
    {
        var awarded = Assert.IsType<Awarded>(Table.Apply(indicator, observation));
        Assert.Equal((decimal)points, awarded.Points);
        Assert.EndsWith(end, awarded.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"findings\":[{\"confirmed\":false}]}", 1)]
    [InlineData("{\"findings\":[{\"confirmed\":false},{\"confirmed\":false}]}", 2)]
    public void Findings_none_of_which_is_confirmed_leave_the_cell_pending(string observation, int count) =>
        Assert.Equal(new Pending($"有{count}条问题待确认，确认后计分"), Table.Apply("1.2", observation));

    [Theory]
    [InlineData("8.1", "{\"findings\":[{\"item\":\"公开分管领导\"},{\"item\":\"公开分管领导\",\"confirmed\":false}]}", "“公开分管领导”列了不止一次，每项只计一次")]
    [InlineData("8.1", "{\"findings\":[{\"item\":\"别的\"}]}", "没有“别的”这一事项；只能是公开分管领导、主要领导听取汇报、")]
    [InlineData("1.2", "{\"findings\":[{\"item\":\"别的\"}]}", "本指标没有列名的事项，不能填“别的”")]
    [InlineData("1.2", "{\"findings\":1,\"knockout\":true}", "本指标没有不得分情形。可填5、4、3、2、1、0分，或填“-2”表示2个问题")]
    [InlineData("1.2", "{\"level\":1}", "认定情况的种类与本指标的评分标准不符。可填5、4、3、2、1、0分")]
    public void What_the_table_does_not_know_is_refused(string indicator, string observation, string start) =>
        Assert.StartsWith(start, Assert.IsType<Refused>(Table.Apply(indicator, observation)).Explanation, StringComparison.Ordinal);

    [Fact]
    public void Ids_are_positive_and_unique()
    {
        var refused = new Refused("各条问题的编号须为不重复的正整数");
        Assert.Equal(refused, Table.Deduction().Apply(new Findings([new(1, ""), new(1, "")])));
        Assert.Equal(refused, Table.Deduction().Apply(new Findings([new(0, "")])));
    }

    [Fact]
    public void More_findings_than_can_be_listed_are_refused()
    {
        Assert.IsType<Awarded>(Table.Deduction().Apply(Findings.OfCount(999)));
        Assert.Equal(new Refused("问题不能超过999条"), Table.Deduction().Apply(Findings.OfCount(1000)));
    }

    [Fact]
    public void A_floor_stops_the_deduction_and_says_so()
    {
        var awarded = Assert.IsType<Awarded>(Table.Deduction(floor: 2).Apply(Findings.OfCount(4)));
        Assert.Equal((2m, "发现4个错误。评分标准：“发现一个错误，扣1分”。5 − 1 × 4 = 1，最低得2分，得2分"), (awarded.Points, awarded.Explanation));
    }

    [Fact]
    public void A_cap_stops_the_deduction_and_says_so()
    {
        var awarded = Assert.IsType<Awarded>(Table.Deduction(cap: 3).Apply(Findings.OfCount(4)));
        Assert.Equal((2m, "发现4个错误。评分标准：“发现一个错误，扣1分”。5 − 1 × 4 = 1，最多扣3分，得2分"), (awarded.Points, awarded.Explanation));
    }

    [Theory]
    [InlineData(2, 3, 2, "最低得2分")]
    [InlineData(1, 2, 3, "最多扣2分")]
    [InlineData(3, 4, 3, "最低得3分")]
    public void Of_floor_and_cap_the_one_that_is_met_first_counts_and_is_named(int floor, int cap, int points, string limit)
    {
        var awarded = Assert.IsType<Awarded>(Table.Deduction(floor: floor, cap: cap).Apply(Findings.OfCount(5)));
        Assert.Equal(points, awarded.Points);
        Assert.EndsWith($"5 − 1 × 5 = 0，{limit}，得{points}分", awarded.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.2", "0", 5)]
    [InlineData("1.2", "3", 2)]
    [InlineData("1.2", "5", 0)]
    [InlineData("1.2", "-2", 2)]
    [InlineData("1.2", "－2", 2)]
    [InlineData("1.2", "−2", 2)]
    [InlineData("1.2", "–2", 2)]
    [InlineData("1.2", "- 2", 2)]
    [InlineData("1.2", "-0", 0)]
    [InlineData("1.2", "-999", 999)]
    [InlineData("8.1", "2.5", 1)]
    [InlineData("8.1", "２．５分", 1)]
    public void A_typed_number_is_a_count_or_the_points_left(string indicator, string typed, int count) =>
        Assert.Equal(new Understood(Findings.OfCount(count)), Songjiang2022.Rule(indicator).Read(typed, new()));

    [Theory]
    [InlineData("1.2", "6", "扣分后不会得6分。可填5、4、3、2、1、0分，或填“-2”表示2个问题")]
    [InlineData("1.2", "2.5", "扣分后不会得2.5分。可填5、4、3、2、1、0分，或填“-2”表示2个问题")]
    [InlineData("1.2", "-1.5", "问题数应为0至999的整数。可填5、4、3、2、1、0分，或填“-2”表示2个问题")]
    [InlineData("1.2", "-1000", "问题数应为0至999的整数。可填5、4、3、2、1、0分，或填“-2”表示2个问题")]
    [InlineData("1.2", "--2", "“--2”看不懂。可填5、4、3、2、1、0分，或填“-2”表示2个问题")]
    [InlineData("8.1", "2,5", "“2,5”看不懂（小数点请用“.”）。可填3、2.5、2、1.5、1、0.5、0分，或填“-2”表示2个问题")]
    public void Points_that_no_count_leaves_are_refused_with_the_legal_ones(string indicator, string typed, string message) =>
        Assert.Equal(new NotUnderstood(message), Songjiang2022.Rule(indicator).Read(typed, new()));

    [Theory]
    [InlineData("0", 3)]
    [InlineData("1", 2)]
    [InlineData("3", 1)]
    public void Where_the_steps_miss_the_floor_the_last_one_reaches_it(string typed, int count) =>
        Assert.Equal(new Understood(Findings.OfCount(count)), Table.Deduction(each: 2).Read(typed, new()));

    [Fact]
    public void Legal_points_are_listed_down_to_the_floor_or_as_a_range()
    {
        Assert.StartsWith("可填5、3、1、0分，", Table.Deduction(each: 2).LegalValues, StringComparison.Ordinal);
        Assert.StartsWith("可填5、4、3、2.5分，", Table.Deduction(floor: 2.5m).LegalValues, StringComparison.Ordinal);
        Assert.StartsWith("可填0至5分（每条扣0.1分），", Table.Deduction(each: 0.1m).LegalValues, StringComparison.Ordinal);
        Assert.StartsWith("可填5.5、5、4.5、4、3.5、3、2.5、2、1.5、1、0.5、0分，", Table.Deduction(max: 5.5m, each: 0.5m).LegalValues, StringComparison.Ordinal);
        Assert.StartsWith("可填0至6分（每条扣0.5分），", Table.Deduction(max: 6, each: 0.5m).LegalValues, StringComparison.Ordinal);
    }

    private static readonly Finding Described = new(3, "首页链接打不开");
    private static readonly Finding Open = new(7, "待核") { Confirmed = false };

    [Fact]
    public void A_typed_count_keeps_what_was_described_and_adds_what_is_to_be_described()
    {
        var reading = Songjiang2022.Rule("1.2").Read("-3", new(new Findings([Described, Open])));
        Assert.Equal(new Understood(new Findings([Described, Open, new(8, ""), new(9, "")])), reading);
    }

    [Fact]
    public void A_smaller_count_takes_away_only_what_was_not_described()
    {
        var reading = Songjiang2022.Rule("1.2").Read("3", new(new Findings([new(1, ""), Described, new(4, ""), Open])));
        Assert.Equal(new Understood(new Findings([new(1, ""), Described, Open])), reading);
    }

    [Fact]
    public void A_count_below_the_described_ones_is_refused()
    {
        var reading = Songjiang2022.Rule("1.2").Read("5", new(new Findings([Described])));
        Assert.Equal(new NotUnderstood("已写明1条问题，不能改为0条；请在详情中逐条删除或改为待确认"), reading);
    }

    [Fact]
    public void A_standing_knock_out_has_to_be_lifted_first()
    {
        var reading = Songjiang2022.Rule("6.2").Read("5", new(Findings.OfCount(1, knockOut: true)));
        Assert.Equal(new NotUnderstood("已认定有不得分情形，得0分；如需改分，请先在详情中撤销该情形"), reading);
    }

    [Fact]
    public void A_knock_out_that_is_not_confirmed_stands_in_nobodys_way()
    {
        var open = new Finding(1, "") { KnockOut = true, Confirmed = false };
        Assert.Equal(new Understood(new Findings([open, new(2, "")])), Songjiang2022.Rule("6.2").Read("4", new(new Findings([open]))));
    }

    [Fact]
    public void Points_below_the_floor_are_refused() =>
        Assert.StartsWith("扣分后不会得1分。", Assert.IsType<NotUnderstood>(Table.Deduction(floor: 2).Read("1", new())).Message, StringComparison.Ordinal);

    [Fact]
    public void Zero_findings_over_a_count_is_zero_findings() =>
        Assert.Equal(new Understood(Findings.None), Songjiang2022.Rule("1.2").Read("5", new(Findings.OfCount(2))));

    [Fact]
    public void The_form_names_items_and_knock_out()
    {
        Assert.Equal(6, Assert.IsType<FindingsForm>(Songjiang2022.Rule("8.1").Form).Items.Length);
        Assert.Equal("逾期或未公开", Assert.IsType<FindingsForm>(Songjiang2022.Rule("6.2").Form).KnockOut);
        Assert.Null(Assert.IsType<FindingsForm>(Songjiang2022.Rule("1.2").Form).KnockOut);
    }
}
