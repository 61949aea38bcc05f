using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Schemes;

public sealed class SchemeFileBoundsTests
{
    private const string First = "/sections/0/indicators/0";
    private const string Found = "/sections/0/indicators/1/rule";
    private const string Converted = "/sections/0/indicators/2/rule";
    private const string VillageRule = "/sections/6/indicators/0/rule";

    [Theory]
    [InlineData(Found + "/pointsPerFinding", "5")]
    [InlineData(Found + "/pointsPerFinding", "0.01")]
    [InlineData(Found + "/floor", "0")]
    [InlineData(Found + "/floor", "5")]
    [InlineData(Found + "/cap", "0.01")]
    [InlineData(Found + "/cap", "5")]
    [InlineData(VillageRule + "/step", "0.01")]
    public void The_bounds_themselves_are_legal(string place, string value) => Assert.Empty(SchemeFile.Read(SchemeFileTests.With((place, value))).Faults);

    [Theory]
    [InlineData(First + "/rule/levels/1/label", 60)]
    [InlineData(Found + "/none", 60)]
    [InlineData(Converted + "/givenBy", 30)]
    [InlineData("/code", 40)]
    [InlineData(VillageRule + "/elements/0", 200)]
    public void A_text_may_be_as_long_as_is_said_and_no_longer(string place, int longest)
    {
        Assert.Empty(SchemeFile.Read(SchemeFileTests.With((place, $"\"{new string('x', longest)}\""))).Faults);
        Assert.Equal([new Fault(place, $"应为1至{longest}个字的文字")], SchemeFile.Read(SchemeFileTests.With((place, $"\"{new string('x', longest + 1)}\""))).Faults);
    }

    [Fact]
    public void As_many_findings_as_can_be_listed_may_be_needed_to_use_up_the_points() =>
        Assert.DoesNotContain(
            SchemeFile.Read(SchemeFileTests.With(("/sections/0/indicators/1/points", "9.99"), (Found + "/pointsPerFinding", "0.01"))).Faults,
            fault => fault.Pointer == Found + "/pointsPerFinding");
}
