using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Schemes.Adoption;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Schemes.Adoption;

public sealed class CompareSchemesTests
{
    private static readonly Scheme Last = Songjiang2022.Scheme;

    [Fact]
    public void The_same_table_continues_itself_without_a_change() =>
        Assert.All(CompareSchemes.Of(Last, Last), change => Assert.Equal((change.Before!.Code, 0, 1.0), (change.After!.Code, change.Changes.Length, Math.Round(change.Likeness, 9))));

    [Fact]
    public void A_renamed_indicator_with_other_points_continues_the_one_it_is_like()
    {
        var changed = Songjiang2022.Indicator("1.4") with { Name = "政务公开年度工作计划", Criteria = "全面落实的，得4分；未报送的不得分。", Rule = new Tiers(4, [new(4, "全面落实", "全面落实的，得4分"), new(0, "未报送", "未报送的不得分")]) };
        var change = CompareSchemes.Of(Last, Last.With(changed)).Single(found => found.After?.Code.Value == "1.4");
        Assert.Equal("1.4", change.Before!.Code.Value);
        Assert.Equal(["名称由“政务公开工作计划”改为“政务公开年度工作计划”", "分值由5分改为4分", "评分标准有改动", "规则有改动"], change.Changes);
    }

    [Fact]
    public void What_moved_keeps_its_last_years_self_and_what_went_is_listed_last()
    {
        var first = Last.Sections[0];
        var moved = first with { Indicators = [first.Indicators[1] with { Code = new("1.1") }, first.Indicators[0] with { Code = new("1.2") }, first.Indicators[2]] };
        var changes = CompareSchemes.Of(Last, Last with { Sections = Last.Sections.SetItem(0, moved) });
        Assert.Equal([("1.1", "1.2"), ("1.2", "1.1"), ("1.3", "1.3")], changes.Take(3).Select(change => (change.After!.Code.Value, change.Before!.Code.Value)));
        Assert.Equal(["序号由1.2改为1.1"], changes[0].Changes);
        Assert.Equal(("1.4", true), (changes[^1].Before!.Code.Value, changes[^1].After is null));
        Assert.Equal(["取消"], changes[^1].Changes);
    }

    [Fact]
    public void What_is_like_nothing_is_new()
    {
        var stranger = Songjiang2022.Indicator("9.1") with { Name = "数据开放", Content = "开放公共数据资源目录。", Criteria = "根据案例情况评分。" };
        var change = CompareSchemes.Of(Last, Last.With(stranger)).Single(found => found.After?.Code.Value == "9.1");
        Assert.Null(change.Before);
        Assert.Equal(["新增"], change.Changes);
    }

    [Fact]
    public void What_a_person_said_counts_before_what_looks_alike()
    {
        var said = Last.With(Songjiang2022.Indicator("2.2") with { Continues = new("2.3") });
        var changes = CompareSchemes.Of(Last, said).Where(found => found.After is not null).ToDictionary(found => found.After!.Code.Value);
        Assert.Equal("2.3", changes["2.2"].Before!.Code.Value);
        Assert.NotEqual("2.3", changes["2.3"].Before?.Code.Value);
    }
}
