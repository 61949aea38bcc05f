using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Web.Components.Pages.Board.Drawer;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluationPortal.Tests.Web.Board;

/// <summary>The drawer's fields lose nothing of an observation.</summary>
public sealed class EditorFieldsTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public void Every_observation_of_the_demonstration_comes_back_from_its_fields()
    {
        var board = portal.Services.GetRequiredService<LiveScoreboards>().Of("2022");
        var standing = board.Scorecards.SelectMany(c => c.Cells).Where(c => c.Counted is not null).ToList();
        Assert.NotEmpty(standing);
        Assert.All(standing, cell => AssertComesBack(cell.Indicator, cell.Counted!.Observation!));
    }

    [Fact]
    public void What_the_editor_does_not_show_of_a_finding_is_kept()
    {
        var indicator = Songjiang("1.2");
        AssertComesBack(indicator, new Findings([new(7, "链接打不开") { FoundBy = "顾晓峰", Confirmed = false }, new(9, "")]));
    }

    [Fact]
    public void What_is_told_of_a_finding_or_a_missing_item_comes_back_with_its_files()
    {
        AssertComesBack(Songjiang("1.2"), new Findings([new(1, "死链") { Where = "https://a.cn/", When = new(2022, 3, 4), Files = new([Guid.NewGuid(), Guid.NewGuid()]) }]));
        var items = ((FindingsForm)Songjiang("8.1").Rule.Form).Items;
        AssertComesBack(Songjiang("8.1"), new Findings([new(1, "只有签到，没有纪要") { Item = items[2], Where = "会议记录第3页", When = new(2022, 3, 30), Files = new([Guid.NewGuid()]) }, new(2, "") { Item = items[4] }]));
    }

    [Fact]
    public void Rows_pasted_come_below_those_that_stand()
    {
        LostMark[] pasted = [new("完整性", 30, 25, "不一致"), new("规范性", 10, 9, "错别字") { Where = "https://a.cn/" }];
        var mark = new Mark(87.5m, 100) { Lost = [new("及时性", 20, 7.5m, "逾期")] };
        var fields = EditorFields.From(new MarkForm(), mark, null).SetItems(LostFields.Of([1], 4, [.. pasted]));
        Assert.Equal(mark with { Lost = [.. mark.Lost, .. pasted] }, EditorFields.Read(Songjiang("1.3"), mark, field => fields.GetValueOrDefault(field, "")).Observation);
    }

    [Fact]
    public void What_a_raw_score_lost_comes_back_row_by_row() => AssertComesBack(
        Songjiang("1.3"), new Mark(87.5m, 100) { Lost = [new("及时性", 20, 7.5m, "逾期") { Where = "https://a.cn/", Picture = Guid.NewGuid() }, new("完整性", 5, 5, "无")] });

    [Theory]
    [InlineData("", "5", "缺项", "请填写第1条扣分说明的应得和实得")]
    [InlineData("10", "5", " ", "请写明第1条扣分说明的细项和问题")]
    public void A_row_of_what_was_lost_has_to_be_whole(string due, string got, string what, string wanted)
    {
        Dictionary<string, string> fields = new() { [EditorFields.Raw] = "95", [EditorFields.Full] = "100", [EditorFields.Lost] = "3", ["d3.part"] = "完整性", ["d3.due"] = due, ["d3.got"] = got, ["d3.what"] = what };
        Assert.Equal(wanted, EditorFields.Read(Songjiang("1.3"), null, field => fields.GetValueOrDefault(field, "")).Wanted);
    }

    [Fact]
    public void A_new_finding_has_to_be_described()
    {
        var indicator = Songjiang("1.2");
        Dictionary<string, string> fields = new() { [EditorFields.Findings] = "1", ["f1.what"] = "  " };
        var reading = EditorFields.Read(indicator, null, field => fields.GetValueOrDefault(field, ""));
        Assert.Null(reading.Observation);
        Assert.Equal("请写明第1条问题的内容", reading.Wanted);
    }

    [Fact]
    public void A_finding_listed_twice_is_one()
    {
        Dictionary<string, string> fields = new() { [EditorFields.Findings] = "2,2,x,-1", ["f2.what"] = "链接打不开" };
        var reading = EditorFields.Read(Songjiang("1.2"), null, field => fields.GetValueOrDefault(field, ""));
        Assert.Equal(new Findings([new(2, "链接打不开")]), reading.Observation);
    }

    [Fact]
    public void An_empty_editor_says_what_it_wants()
    {
        foreach (var code in (string[])["1.4", "1.3", "6.1"])
        {
            var reading = EditorFields.Read(Songjiang(code), null, _ => "");
            Assert.Null(reading.Observation);
            Assert.NotEmpty(reading.Wanted!);
        }
    }

    private Indicator Songjiang(string code) => portal.Services.GetRequiredService<LiveScoreboards>().Of("2022").Cycle.Scheme.Find(new(code))!;

    private static void AssertComesBack(Indicator indicator, Observation observation)
    {
        var fields = EditorFields.From(indicator.Rule.Form, observation, fullMark: null);
        var reading = EditorFields.Read(indicator, observation, field => fields.GetValueOrDefault(field, ""));
        Assert.Null(reading.Wanted);
        Assert.Equal(observation, reading.Observation);
    }
}
