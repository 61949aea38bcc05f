using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Scoring;

public sealed class VerbatimTests
{
    [Theory]
    [InlineData("完成,得5分;发现一个错误,扣1分。", "发现一个错误，扣1分", "发现一个错误,扣1分")]
    [InlineData("公文公开 属性认定，得 5 分", "属性认定，得5分", "属性认定，得 5 分")]
    [InlineData("得５分；否则不得分", "得5分", "得５分")]
    [InlineData("得5分", "得3分", null)]
    [InlineData("得5分", "", null)]
    public void Words_are_found_where_they_stand_whatever_the_layout(string text, string words, string? found)
    {
        var range = Verbatim.Find(text, words);
        Assert.Equal(found, range is { } at ? text[at] : null);
    }

    [Theory]
    [InlineData("得5分；否则不得5分", "得5分", 0)]
    [InlineData("𠮷日 公开，得5分", "得5分", 7)]
    [InlineData("😀得5分", "得5分", 2)]
    public void The_first_place_counts_and_rare_characters_before_it_do_no_harm(string text, string words, int start) =>
        Assert.Equal(start..(start + words.Length), Verbatim.Find(text, words));

    [Fact]
    public void Every_clause_of_the_2022_table_is_found_in_its_text()
    {
        Assert.All(Schemes.Songjiang2022.Scheme.Indicators, indicator => Assert.All(indicator.Rule.Clauses, clause => Assert.NotNull(Verbatim.Find(indicator.Criteria, clause))));
    }
}
