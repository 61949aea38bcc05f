using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Scoring;

public sealed class FaultTests
{
    [Theory]
    [InlineData("/sections/0/weight", "/sections/0/weight：权重有误")]
    [InlineData("", "/：权重有误")]
    public void A_fault_in_words_begins_with_its_place_and_a_slash_is_the_whole_file(string pointer, string words) =>
        Assert.Equal(words, new Fault(pointer, "权重有误").ToString());
}
