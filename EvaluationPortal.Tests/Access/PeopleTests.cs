using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Tests.Access;

public sealed class PeopleTests
{
    private static readonly Person Working = new(new("shen"), "沈雅琴", "", [new(Role.Reviewer)], []);
    private static readonly Person Disabled = new(new("gu"), "顾晓峰", "", [new(Role.Reviewer)], [], IsDisabled: true);
    private static readonly PersonId Unknown = new("lu");

    private readonly People people = new();

    public PeopleTests() => people.Replace([Disabled, Working]);

    [Fact]
    public void Whoever_is_disabled_is_known_but_may_not_work()
    {
        Assert.Equal([Working], people.All);
        Assert.Equal([Disabled, Working], people.Everybody);
        Assert.Equal((Working, null, null), (people.Find(Working.Id), people.Find(Disabled.Id), people.Find(Unknown)));
        Assert.Equal((Working, Disabled, null), (people.FindAnybody(Working.Id), people.FindAnybody(Disabled.Id), people.FindAnybody(Unknown)));
    }

    [Fact]
    public void Everybody_on_the_trail_has_a_name()
    {
        Assert.Equal(["沈雅琴", "顾晓峰", "lu"], new[] { Working.Id, Disabled.Id, Unknown }.Select(people.NameOf));
        Assert.Equal(["系统", "未登录者", "命令行"], new[] { PersonId.System, PersonId.Nobody, PersonId.Operator }.Select(people.NameOf));
    }

    [Fact]
    public void A_change_is_told_once_it_holds()
    {
        List<(object?, int)> told = [];
        people.Changed += (sender, _) => told.Add((sender, people.Everybody.Count));
        people.Replace([Working]);
        Assert.Equal([(people, 1)], told);
        Assert.Null(people.FindAnybody(Disabled.Id));
    }

    [Fact]
    public void Nobody_is_there_before_the_first_reading()
    {
        Assert.Empty(new People().All);
        Assert.Empty(new People().Everybody);
        Assert.Null(new People().FindAnybody(Working.Id));
    }
}
