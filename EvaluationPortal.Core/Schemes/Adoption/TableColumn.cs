using System.Collections.Frozen;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>The columns that an evaluation table can have.</summary>
internal enum TableColumn
{
    /// <summary>一级指标.</summary>
    Section = 0,

    /// <summary>序号.</summary>
    Code = 1,

    /// <summary>二级指标.</summary>
    Name = 2,

    /// <summary>评分内容.</summary>
    Content = 3,

    /// <summary>评分标准.</summary>
    Criteria = 4,

    /// <summary>分值.</summary>
    Points = 5,

    /// <summary>填报说明.</summary>
    Filing = 6,

    /// <summary>考评方式.</summary>
    Method = 7,

    /// <summary>得分, 自评分: to be filled in by hand; left alone.</summary>
    ToFill = 8,
}

/// <summary>How tables head their columns.</summary>
internal static class TableColumns
{
    /// <summary>The head that messages name, and the others in use.</summary>
    private static readonly (TableColumn Column, string[] Names)[] Known =
    [
        (TableColumn.Section, ["一级指标", "考核项目", "考评项目", "评估项目", "指标类别", "类别", "项目"]),
        (TableColumn.Code, ["序号", "编号", "指标序号", "指标编号"]),
        (TableColumn.Name, ["二级指标", "指标名称", "考核指标", "评估指标", "考评指标", "具体指标"]),
        (TableColumn.Content, ["评分内容", "考核内容", "考评内容", "评估内容", "指标内容", "工作内容", "工作要求", "考核要求", "指标说明", "指标解释"]),
        (TableColumn.Criteria, ["评分标准", "评分细则", "计分标准", "计分方法", "计分办法", "评分办法", "评分方法", "考核标准", "考评标准", "评估标准", "评分依据", "评分说明", "计分规则"]),
        (TableColumn.Points, ["分值", "满分", "标准分", "分数", "满分值", "标准分值", "权重分", "分值权重"]),
        (TableColumn.Filing, ["填报说明", "填报说明与材料", "填报要求", "填报材料", "佐证材料", "材料要求", "报送材料", "需提交材料", "填报说明及材料"]),
        (TableColumn.Method, ["考评方式", "考核方式", "评估方式", "考评主体", "评分方式", "测评方式", "考核单位", "考评单位", "评分单位", "责任单位", "评估主体"]),
        (TableColumn.ToFill, ["得分", "自评分", "自评得分", "自查得分", "考评得分", "考核得分", "评估得分", "核查得分", "最终得分", "扣分", "扣分原因", "备注"]),
    ];

    private static readonly FrozenDictionary<string, TableColumn> ByName =
        Known.SelectMany(known => known.Names.Select(name => (name, known.Column))).ToFrozenDictionary(pair => pair.name, pair => pair.Column);

    /// <summary>Without these there is no table.</summary>
    public static readonly TableColumn[] Required = [TableColumn.Name, TableColumn.Criteria, TableColumn.Points];

    /// <summary>The column so headed, whatever a bracket adds (分值（分）); null for a head that is not known.</summary>
    public static TableColumn? Headed(string head)
    {
        var plain = PlanText.Plain(head).Split('(', '（')[0];
        return ByName.TryGetValue(plain, out var column) ? column : null;
    }

    /// <summary>The head that messages name it by.</summary>
    public static string Name(TableColumn column) => Known.Single(known => known.Column == column).Names[0];
}
