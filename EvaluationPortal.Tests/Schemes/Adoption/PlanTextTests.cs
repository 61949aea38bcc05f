using EvaluationPortal.Core.Schemes.Adoption;

namespace EvaluationPortal.Tests.Schemes.Adoption;

public sealed class PlanTextTests
{
    [Theory]
    [InlineData("公文公开 属性认定", "公文公开属性认定")]
    [InlineData("得 5 分; 纠错一件不得分.", "得5分；纠错一件不得分。")]
    [InlineData("居(村)务公开", "居（村）务公开")]
    [InlineData("长三角G60 科创走廊", "长三角G60科创走廊")]
    [InlineData("按 1.10 办理,在17:00前", "按1.10办理，在17:00前")]
    [InlineData("见https://example.cn/a?b=1,谢谢", "见https://example.cn/a?b=1，谢谢")]
    [InlineData("扣１．５分，占５％", "扣1.5分，占5%")]
    [InlineData("Open Data 平台", "Open Data平台")]
    [InlineData("第一行\n第二行", "第一行第二行")]
    [InlineData("完成得5分\n2.未完成不得分", "完成得5分；2.未完成不得分")]
    [InlineData("满分1\n00分", "满分100分")]
    [InlineData("\"政策找人\"", "“政策找人”")]
    [InlineData("\"政策", "\"政策")]
    [InlineData("a\u200Bb", "ab")]
    [InlineData(" \u3000\u00A0", "")]
    public void Layout_goes_and_marks_become_full_width(string pasted, string stored)
    {
        Assert.Equal(stored, PlanText.Of(pasted));
        Assert.Equal(stored, PlanText.Of(stored));
    }
}
