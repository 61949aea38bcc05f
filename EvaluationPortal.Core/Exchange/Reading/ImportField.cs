using System.Collections.Frozen;

namespace EvaluationPortal.Core.Exchange.Reading;

/// <summary>What a column of a file says.</summary>
internal enum ImportField
{
    Unit,
    UnitCode,

    /// <summary>A site or column (栏目) that stands for its unit.</summary>
    Site,
    Indicator,

    /// <summary>Points, a level, or whatever would be typed into the cell.</summary>
    Value,
    Raw,
    Full,
    Reason,
    What,
    Kind,
    Where,
    When,
    KnockOut,
    Item,
    Due,
    Got,
    FoundBy,

    /// <summary>Understood, and not read: places, totals, remarks.</summary>
    Passed,
}

/// <summary>The headings that are understood.</summary>
internal static class ImportFields
{
    /// <summary>Fields that say something of one indicator, and may stand under its heading.</summary>
    public static bool IsOfIndicator(ImportField field) => field is >= ImportField.Value and <= ImportField.Got;

    /// <summary>Fields without which a row says nothing.</summary>
    public static bool Carries(ImportField field) => field is ImportField.Value or ImportField.Raw or ImportField.What or ImportField.Kind or ImportField.KnockOut or ImportField.Item or ImportField.Due or ImportField.Got or ImportField.Reason;

    /// <summary>The field with that heading, without blanks and half-width; null where it is not understood.</summary>
    public static ImportField? Of(string plain) => Words.TryGetValue(plain.TrimEnd(':', '*').ToUpperInvariant(), out var field) ? field : null;

    /// <summary>The field whose heading the text ends with (第三方原始分).</summary>
    public static ImportField? EndOf(string plain) =>
        Words.Where(word => IsOfIndicator(word.Value) && word.Key.Length > 1 && plain.EndsWith(word.Key, StringComparison.OrdinalIgnoreCase)).Select(word => ((ImportField Field, int Length)?)(word.Value, word.Key.Length)).MaxBy(word => word?.Length)?.Field;

    private static readonly FrozenDictionary<string, ImportField> Words = new Dictionary<ImportField, string>
    {
        [ImportField.Unit] = "单位,单位名称,被考核单位,考核单位,考核对象,责任单位,所属单位,被评估单位,街镇,部门,部门名称,单位简称,简称",
        [ImportField.UnitCode] = "单位代码,代码,编码",
        [ImportField.Site] = "站点,网站,网站名称,站点名称,栏目,栏目名称",
        [ImportField.Indicator] = "指标,指标序号,指标编号,指标名称,二级指标,考核指标",
        [ImportField.Value] = "得分,等次,层级,等级,档次,结果,评估结果,评分,分数,等次/层级,等次或得分,得分或等次",
        [ImportField.Raw] = "原始分,原始得分,原始分值,评估得分,第三方得分",
        [ImportField.Full] = "满分,满分值,原始满分",
        [ImportField.Reason] = "理由,评分理由,得分理由,扣分理由,评分说明",
        [ImportField.What] = "问题,问题描述,问题内容,发现问题,发现的问题,存在问题,具体问题,扣分说明",
        [ImportField.Kind] = "问题类型,类型,错误类型,问题分类",
        [ImportField.Where] = "网址,地址,链接,网页地址,问题网址,页面地址,问题页面,URL,位置,所在位置",
        [ImportField.When] = "日期,发现日期,发现时间,监测时间,监测日期,检查日期,时间",
        [ImportField.KnockOut] = "不得分情形",
        [ImportField.Item] = "细项,事项,评分细项,扣分细项,扣分项",
        [ImportField.Due] = "应得,应得分",
        [ImportField.Got] = "实得,实得分",
        [ImportField.FoundBy] = "来源,发现人,问题来源",
        [ImportField.Passed] = "序号,名次,排名,总分,合计,小计,备注,单位类别,排名组别,类别,组别,平均分,分值,一级指标",
    }.SelectMany(field => field.Value.Split(',').Select(word => (word, field.Key))).ToFrozenDictionary(word => word.word, word => word.Key);
}
