using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>The units as rows of a spreadsheet.</summary>
public sealed class UnitsListTests
{
    [Fact]
    public void What_is_copied_out_and_pasted_back_changes_nothing()
    {
        var read = UnitsList.Read(UnitsList.Write(Songjiang2022.Units), Songjiang2022.Scheme, Songjiang2022.Units);
        Assert.Empty(read.Faults);
        Assert.Empty(read.Changes(Songjiang2022.Units));
    }

    [Fact]
    public void Names_are_enough_for_units_that_are_known_and_columns_come_in_any_order()
    {
        var read = UnitsList.Read("类别\t单位\n镇\t泗泾镇\n部门\t区财政局", Songjiang2022.Scheme, Songjiang2022.Units);
        Assert.Empty(read.Faults);
        Assert.Equal([("sijing", "镇"), ("caizhengju", "区政府部门")], read.Units.Select(u => (u.Code.Value, u.Kind)));
        Assert.Contains("移出：佘山镇", read.Changes(Songjiang2022.Units));
    }

    [Theory]
    [InlineData("", "请粘贴单位名单")]
    [InlineData("代码\t类别\na\t镇", "其中须有“单位名称”")]
    [InlineData("单位名称\t名称\na\tb", "出现了2次")]
    [InlineData("单位代码\t单位名称\t单位类别\t排名组别\nA1\t某镇\t镇\t街镇", "单位代码“A1”无效")]
    [InlineData("单位代码\t单位名称\t单位类别\t排名组别\na1\t某镇\t乡\t街镇", "只能是镇、街道、开发区、区政府部门")]
    [InlineData("单位代码\t单位名称\t单位类别\t排名组别\na1\t某镇\t镇\t", "排名组别为1至60个字")]
    [InlineData("单位代码\t单位名称\t单位类别\t排名组别\na1\t某镇\t镇\t街镇\na1\t另一镇\t镇\t街镇", "单位代码“a1”重复")]
    [InlineData("单位代码\t单位名称\t单位类别\t排名组别\na1\t某镇\t镇\t街镇\na2\t某镇\t镇\t街镇", "“某镇”在名单中是两家单位")]
    [InlineData("单位名称\n\"某镇", "引号没有结束")]
    public void What_is_wrong_is_named(string text, string named) =>
        Assert.Contains(UnitsList.Read(text, Songjiang2022.Scheme, Songjiang2022.Units).Faults, f => f.Contains(named, StringComparison.Ordinal));

    [Fact]
    public void Renames_additions_and_the_order_are_told()
    {
        var text = UnitsList.Write(Songjiang2022.Units).Split('\n');
        (text[1], text[2]) = (text[2].Replace("佘山镇", "新佘山镇", StringComparison.Ordinal), text[1]);
        var changes = UnitsList.Read(string.Join('\n', [.. text, "new-office\t区新设办\t\t区政府部门\t区政府部门"]), Songjiang2022.Scheme, Songjiang2022.Units).Changes(Songjiang2022.Units);
        Assert.Contains("改名：佘山镇 → 新佘山镇", changes);
        Assert.Contains("新增：区新设办（区政府部门，区政府部门）", changes);
        Assert.Contains("排列顺序有变", changes);
    }
}
