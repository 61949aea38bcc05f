using System.Text;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Evaluation;

public sealed class RosterFileTests
{
    private static RosterReading Read(string json) => RosterFile.Read(Encoding.UTF8.GetBytes(json), Songjiang2022.Scheme);

    [Fact]
    public void A_roster_is_read_in_its_order_with_other_names_of_kinds_resolved()
    {
        var reading = Read("""{"example":true,"note":"示例","units":[{"code":"b","name":"乙局","kind":"部门","rankingGroup":"部门组"},{"code":"a-1","name":"甲镇","shortNames":["甲"],"kind":"镇","rankingGroup":"街镇组"}]}""");
        Assert.Empty(reading.Faults);
        Assert.Equal((true, "示例"), (reading.Roster!.IsExample, reading.Roster.Note));
        Assert.Equal([("b", "区政府部门", 1), ("a-1", "镇", 2)], reading.Roster.Units.Select(unit => (unit.Code.Value, unit.Kind, unit.Order)));
        Assert.Equal(["甲"], reading.Roster.Units[1].ShortNames);
        Assert.Equal("街镇组", reading.Roster.Units[1].RankingGroup);
    }

    [Fact]
    public void All_faults_are_listed_at_once_with_their_places()
    {
        var reading = Read("""
            {"unit":1,"units":[
              {"code":"A","name":"甲镇","shortNames":["甲"],"kind":"村","rankingGroup":"一"},
              {"code":"b","name":"甲","shortNames":["甲镇","乙"],"kind":"镇"},
              {"code":"b","name":"丙","kind":"镇","rankingGroup":"一","x":1}]}
            """);
        Assert.Null(reading.Roster);
        Assert.Equal(
            [
                new Fault("/units/0/code", "“A”只能用小写字母、数字和连字符"),
                new Fault("/units/0/kind", "没有单位类别“村”；只能是镇、街道、开发区、区政府部门"),
                new Fault("/units/1/name", "“甲”已是另一家单位的名称或简称"),
                new Fault("/units/1/shortNames/0", "“甲镇”已是一家单位的名称或简称"),
                new Fault("/units/1/rankingGroup", "缺少这一项；应为文字"),
                new Fault("/units/2/code", "单位代码b重复；每家单位的代码须不同"),
                new Fault("/units/2/x", "没有“x”这一项；可用的有：code、name、shortNames、kind、rankingGroup"),
                new Fault("/unit", "没有“unit”这一项；可用的有：example、note、units"),
            ],
            reading.Faults);
    }

    [Theory]
    [InlineData("{", "")]
    [InlineData("{}", "/units")]
    [InlineData("{\"units\":[]}", "/units")]
    public void A_file_without_units_is_no_roster(string json, string pointer) =>
        Assert.Equal([pointer], Read(json).Faults.Select(fault => fault.Pointer));
}
