using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Evaluation;

public sealed class ReportNamesTests
{
    [Theory]
    [InlineData("泗泾镇评估报告.pdf", "sijing")]
    [InlineData("2022年评估报告（泗泾）终稿.docx", "sijing")]
    [InlineData("03_sijing.pdf", "sijing")]
    [InlineData("SIJING-2022.PDF", "sijing")]
    [InlineData("ｓｉｊｉｎｇ.pdf", "sijing")]
    [InlineData("广富林街道.ofd", "guangfulin")]
    [InlineData("泗泾镇（泗泾）sijing.pdf", "sijing")]
    public void A_name_that_names_one_unit_is_about_it(string file, string unit) => Assert.Equal(unit, ReportNames.Find(file, Songjiang2022.Units)?.Code.Value);

    [Theory]
    [InlineData("评估报告1.pdf")]
    [InlineData("泗泾镇和佘山镇.pdf")]
    [InlineData("mysijing.pdf")]
    [InlineData("sijing2.pdf")]
    [InlineData("泗 泾镇.pdf")]
    [InlineData(".pdf")]
    public void Nothing_is_guessed(string file) => Assert.Null(ReportNames.Find(file, Songjiang2022.Units));

    [Fact]
    public void Every_unit_is_found_by_its_name_each_short_name_and_its_code() => Assert.All(
        Songjiang2022.Units, unit => Assert.All(unit.ShortNames.Append(unit.Name).Append(unit.Code.Value), name => Assert.Equal(unit, ReportNames.Find($"{name}评估报告.pdf", Songjiang2022.Units))));
}
