using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Access;

public sealed class PersonasTests
{
    private static readonly Person[] People = [.. Personas.Among(Songjiang2022.Units)];

    [Fact]
    public void All_are_there_in_the_order_of_the_sign_in_page_and_can_be_told_apart()
    {
        Assert.Equal(Personas.Ids, People.Select(p => p.Id));
        Assert.Equal(People.Length, People.Select(p => p.Name).Distinct().Count());
        Assert.All(People, person => Assert.Matches("^[a-z][a-z0-9-]*$", person.Id.Value));
        Assert.All(People, person => Assert.All([person.Name, person.Title], text => Assert.Matches(@"^\p{IsCJKUnifiedIdeographs}+$", text)));
    }

    [Fact]
    public void Only_the_third_party_works_for_an_agency() =>
        Assert.Equal([("third-party", "示例评估咨询中心")], People.Where(p => p.Agency is not null).Select(p => (p.Id.Value, p.Agency!)));

    [Theory]
    [InlineData("bureau-justice", "区司法局", "2.4")]
    [InlineData("bureau-finance", "区财政局", "6.2")]
    [InlineData("bureau-civil-affairs", "区民政局", "7.1")]
    [InlineData("liaison-yueyang", "岳阳街道", "")]
    [InlineData("liaison-sijing", "泗泾镇", "")]
    [InlineData("liaison-education", "区教育局", "")]
    public void Liaisons_and_bureaus_belong_to_their_unit(string persona, string unit, string indicators)
    {
        var person = People.Single(p => p.Id.Value == persona);
        Assert.Equal([unit], person.Units.Select(code => Songjiang2022.Units.Single(u => u.Code == code).Name));
        Assert.Equal(indicators, string.Join(' ', person.Indicators));
        Assert.StartsWith(unit, person.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_belongs_to_no_unit_has_none() => Assert.Empty(People.Single(p => p.Id.Value == "leader").Units);

    [Fact]
    public void No_persona_is_limited_to_units() => Assert.All(People.SelectMany(p => p.Grants), grant => Assert.Empty(grant.Units));

    [Fact]
    public void The_third_party_delivers_all_that_is_the_third_partys() =>
        Assert.Equal(
            Songjiang2022.Scheme.Indicators.Where(i => i.Assessor == Source.ThirdParty).Select(i => i.Code),
            People.Single(p => p.Is(Role.ThirdParty)).Indicators);

    [Fact]
    public void A_unit_is_found_by_a_short_name_and_the_first_of_two_that_share_one_counts()
    {
        Unit[] roster = [Of("finance", "上海市松江区财政局", "区财政局"), Of("finance-branch", "财政局分局", "区财政局")];
        Assert.Equal([new UnitCode("finance")], Personas.Among(roster).Single(p => p.Id.Value == "bureau-finance").Units);
    }

    private static Unit Of(string code, string name, string shortName) => new(new(code), name, [shortName], "区政府部门", "区政府部门", 1);
}
