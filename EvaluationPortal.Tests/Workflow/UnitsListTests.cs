using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>The units as rows of a spreadsheet.</summary>
public sealed class UnitsListTests
{
    [Fact]
    public void What_is_copied_out_and_pasted_back_changes_nothing()
    {
        var read = UnitsList.Read(UnitsList.Write(Songjiang2022.Units), Songjiang2022.Scheme, Songjiang2022.Units, null);
        Assert.Empty(read.Faults);
        Assert.Empty(read.Changes(Songjiang2022.Units));
    }

    [Fact]
    public void Names_are_enough_for_units_that_are_known_and_columns_come_in_any_order()
    {
        var read = UnitsList.Read("类别\t单位\n镇\t泗泾镇\n部门\t区财政局", Songjiang2022.Scheme, Songjiang2022.Units, null);
        Assert.Empty(read.Faults);
        Assert.Equal([("sijing", "镇"), ("caizhengju", "区政府部门")], read.Units.Select(u => (u.Code.Value, u.Kind)));
        Assert.Contains("移出：佘山镇", read.Changes(Songjiang2022.Units));
    }

    [Fact]
    public void A_unit_whose_code_alone_changed_is_pointed_out_as_another_one()
    {
        var read = UnitsList.Read(UnitsList.Write(Songjiang2022.Units).Replace("caizhengju\t", "caizheng\t", StringComparison.Ordinal), Songjiang2022.Scheme, Songjiang2022.Units, null);
        Assert.Empty(read.Faults);
        Assert.Single(read.Changes(Songjiang2022.Units), change => change.StartsWith("注意：区财政局的单位代码由caizhengju改为caizheng", StringComparison.Ordinal));
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
        Assert.Contains(UnitsList.Read(text, Songjiang2022.Scheme, Songjiang2022.Units, null).Faults, f => f.Contains(named, StringComparison.Ordinal));

    [Fact]
    public void Renames_additions_and_the_order_are_told()
    {
        var text = UnitsList.Write(Songjiang2022.Units).Split('\n');
        (text[1], text[2]) = (text[2].Replace("佘山镇", "新佘山镇", StringComparison.Ordinal), text[1]);
        var changes = UnitsList.Read(string.Join('\n', [.. text, "new-office\t区新设办\t\t区政府部门\t区政府部门"]), Songjiang2022.Scheme, Songjiang2022.Units, null).Changes(Songjiang2022.Units);
        Assert.Contains("改名：佘山镇 → 新佘山镇", changes);
        Assert.Contains("新增：区新设办（区政府部门，区政府部门）", changes);
        Assert.Contains("排列顺序有变", changes);
    }

    [Fact]
    public void Predecessors_are_named_by_code_or_name_and_an_unknown_one_is_told_with_those_it_is_like()
    {
        var before = new Cycle { Code = "2022", Name = "2022年考核", Stage = Stage.Published, Scheme = Songjiang2022.Scheme, Units = Songjiang2022.Units, Settings = new(), Version = 1 };
        var text = $"{UnitsList.Write(Songjiang2022.Units)}\nnew-town\t新镇\t\t镇\t街镇\t石湖荡镇、xinbang";
        var read = UnitsList.Read(text, Songjiang2022.Scheme, Songjiang2022.Units, before);
        Assert.Empty(read.Faults);
        Assert.Equal(["shihudang", "xinbang"], read.Units[^1].Predecessors.Select(p => p.Value));
        Assert.Contains("新增：新镇（镇，街镇，前身shihudang、xinbang）", read.Changes(Songjiang2022.Units));
        Assert.Equal(text.Replace("石湖荡镇、", "shihudang、", StringComparison.Ordinal), UnitsList.Write(read.Units));
        Assert.Equal(["新镇的前身单位：shihudang、xinbang → 无"], UnitsList.Read(text.Replace("石湖荡镇、xinbang", "", StringComparison.Ordinal), Songjiang2022.Scheme, read.Units, before).Changes(read.Units));
        Assert.Equal(
            ["新镇的前身“石湖镇”不是2022年考核的单位，应为该年度的单位代码或名称；相近的有石湖荡镇（shihudang）"],
            UnitsList.Read(text.Replace("石湖荡镇、", "石湖镇、", StringComparison.Ordinal), Songjiang2022.Scheme, Songjiang2022.Units, before).Faults.Select(f => f.Split('、')[0].TrimEnd('。')));
        Assert.Equal(2, UnitsList.Read(text, Songjiang2022.Scheme, Songjiang2022.Units, null).Faults.Count(f => f.Contains("没有更早的考核年度", StringComparison.Ordinal)));
        // A list without the column leaves them as they stand.
        Assert.Equal(2, UnitsList.Read("单位名称\n新镇", Songjiang2022.Scheme, read.Units, before).Units[0].Predecessors.Length);
    }
}
