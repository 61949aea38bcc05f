using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Exchange.Sheets;
using EvaluationPortal.Core.Workflow;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>Lists to be filled in and read back by <see cref="ListFile"/>.</summary>
public static class ListTemplate
{
    private const int FreeRows = 300;

    /// <summary>参评单位: the present list, to be changed.</summary>
    public static byte[] Units(Cycle cycle)
    {
        var lists = new TemplateLists();
        var rows = UnitsList.Write(cycle.Units).Split('\n').Select(line => line.Split('\t')).ToList();
        var last = rows.Count + FreeRows;
        ImmutableArray<SheetChoices> choices =
        [
            new(SheetPlaces.Range(1, 3, last, 3), lists.Add("单位类别", cycle.Scheme.UnitKinds.Select(k => k.Name)), "单位类别只能从列表中选择。"),
            new(SheetPlaces.Range(1, 4, last, 4), lists.Add("排名组别", cycle.Units.Select(u => u.RankingGroup).Distinct())),
        ];
        return Workbook.Of(
            TemplateLists.Filled("参评单位", rows[0], rows.Skip(1)) with { Choices = choices, OnOnePage = cycle.Units.Length <= Sheet.MostRowsOnOnePage },
            TemplateLists.Explained("名单读入后是参评单位的全部，没有列出的单位会移出本年度；保存前会列出全部变动。", "单位代码历年不变，用小写字母、数字和连字符；改名时不要改代码。", "“简称”中有多个的用顿号分隔；排列先后就是公布的顺序。", UnitsList.AboutPredecessors),
            lists.Sheet());
    }

    /// <summary>人员: empty, with an example on a sheet of its own.</summary>
    public static byte[] People(Cycle cycle)
    {
        var (lists, heads) = (new TemplateLists(), PeopleColumns.Template.Split('\t'));
        var roles = lists.Add("角色", Enum.GetValues<Role>().Select(r => r.ChineseName()));
        var units = lists.Add("单位", cycle.Units.Select(u => u.Name));
        ImmutableArray<SheetChoices> choices = [List(PeopleColumn.Roles, roles), List(PeopleColumn.Units, units)];
        var example = heads.Select(head => head == PeopleColumn.Name.ChineseName() ? "张三" : head == PeopleColumn.Units.ChineseName() ? cycle.Units.FirstOrDefault()?.Name ?? "" : head == PeopleColumn.Title.ChineseName() ? "办公室科员"
            : head == PeopleColumn.Roles.ChineseName() ? Role.Liaison.ChineseName() : head == PeopleColumn.LoginName.ChineseName() ? "zhangsan" : head == PeopleColumn.Telephone.ChineseName() ? "021-00000000" : "").ToArray();
        return Workbook.Of(
            TemplateLists.Filled("人员", heads, (string[][])[]) with { Choices = choices },
            TemplateLists.Example(heads, example),
            TemplateLists.Explained("“角色”“单位”“指标”一格中有多个的用顿号分隔。", "以登录名、工号或邮箱与已有人员对应，空白的单元格不改变原有内容。", "填写登录名的新人员得到初始密码。"),
            lists.Sheet());

        SheetChoices List(PeopleColumn column, string source)
        {
            var at = Array.IndexOf(heads, column.ChineseName());
            return new(SheetPlaces.Range(1, at, FreeRows, at), source);
        }
    }
}
