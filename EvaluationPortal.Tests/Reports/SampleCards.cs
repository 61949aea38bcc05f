using System.Collections.Immutable;
using EvaluationPortal.Core.Reports;

namespace EvaluationPortal.Tests.Reports;

/// <summary>Report cards to print: the 26 indicators of the 2022 table with results as a real unit might have them.</summary>
public static class SampleCards
{
    /// <summary>Rows of 扣分说明 as the third party gives them.</summary>
    public static ImmutableArray<ReportLoss> Losses { get; } =
    [
        new() { IndicatorCode = "1.3", IndicatorName = "政府信息公开年报", Part = "及时性", Due = 20, Got = 12.5m, What = "年报于2月3日发布，晚于规定时间", Where = "https://www.songjiang.gov.cn/govxxgk/nb2021/index.html" },
        new() { IndicatorCode = "1.3", IndicatorName = "政府信息公开年报", Part = "完整性", Due = 30, Got = 25, What = "统计表第三部分数据前后不一致" },
    ];

    private static readonly (string Section, (string Code, string Name, decimal Max, decimal Points, string Assessor, string Sentence)[] Rows)[] Table =
    [
        ("基础工作",
        [
            ("1.1", "公文公开属性认定", 5, 5, "区政府办公室", "已完成。评分标准：“完成此项工作得5分”。得5分"),
            ("1.2", "政府网站政务公开栏目信息维护", 5, 3, "区政府办公室", "发现2个错误。评分标准：“发现一个错误，扣1分，扣完为止”。5 − 1 × 2 = 3分"),
            ("1.3", "政府信息公开年报", 5, 4.38m, "第三方机构", "第三方评估得87.5分（满分100分）。评分标准：“根据第三方评估得分折算”。87.5 ÷ 100 × 5 = 4.375，四舍五入为4.38分"),
            ("1.4", "政务公开工作计划", 5, 3, "区政府办公室", "部分有欠缺。评分标准：“部分有欠缺的，得3分”。得3分"),
        ]),
        ("依申请公开",
        [
            ("2.1", "依申请件办理规范性和质量", 5, 4.6m, "第三方机构", "第三方评估得92分（满分100分）。评分标准：“根据第三方评估得分折算”。92 ÷ 100 × 5 = 4.6分"),
            ("2.2", "争议处理", 2, 2, "区政府办公室", "零报告，按满分计。评分标准：“妥善处理未被投诉举报的，得2分”。得2分"),
            ("2.3", "转主动公开", 3, 3, "区政府办公室", "已完成。评分标准：“完成此项工作得3分”。得3分"),
            ("2.4", "复议诉讼", 5, 5, "区司法局", "未被纠错。评分标准：“未被复议机关或人民法院纠错的，得5分”。得5分"),
        ]),
        ("政策解读",
        [
            ("3.1", "政策解读质量", 2, 1.7m, "第三方机构", "第三方评估得85分（满分100分）。评分标准：“根据第三方评估得分折算”。85 ÷ 100 × 2 = 1.7分"),
            ("3.2", "政策预公开阶段解读", 2, 1.6m, "第三方机构", "第三方评估得80分（满分100分）。评分标准：“根据第三方评估得分折算”。80 ÷ 100 × 2 = 1.6分"),
            ("3.3", "跟踪解读", 2, 1.5m, "第三方机构", "第三方评估得75分（满分100分）。评分标准：“根据第三方评估得分折算”。75 ÷ 100 × 2 = 1.5分"),
            ("3.4", "多元化解读", 2, 1.8m, "第三方机构", "第三方评估得90分（满分100分）。评分标准：“根据第三方评估得分折算”。90 ÷ 100 × 2 = 1.8分"),
            ("3.5", "重要政策及解读材料精准推送", 2, 2, "区政府办公室", "有。评分标准：“有得2分”。得2分"),
        ]),
        ("回应社会关切",
        [
            ("4.1", "热点回应", 3, 3, "区政府办公室", "有。评分标准：“有得3分”。得3分"),
            ("4.2", "政策咨询办理", 2, 1, "区政府办公室", "个别超期答复。评分标准：“个别超期答复的，得1分”。得1分"),
        ]),
        ("公众参与",
        [
            ("5.1", "政府开放活动", 8, 4, "区政府办公室", "领导干部未出席、未设置互动环节。评分标准：“领导干部未出席、未设置互动环节的，得4分”。得4分"),
            ("5.2", "重大行政决策事项和规范性文件公开征求意见", 2, 2, "区政府办公室", "有。评分标准：“有得2分”。得2分"),
            ("5.3", "会议公开", 5, 2, "区政府办公室", "要素不全或质量不高。评分标准：“要素不全或质量不高的，得2分”。得2分"),
        ]),
        ("重点领域信息公开",
        [
            ("6.1", "重点公开领域信息公开", 5, 4.5m, "区政府办公室", "评定4.5分：重大建设项目信息更新不及时。评分标准：“根据完成情况评分”。得4.5分"),
            ("6.2", "财政资金", 5, 4, "区财政局", "发现1项未达标。评分标准：“完整性或规范性要求未达标每项扣1分”。5 − 1 × 1 = 4分"),
        ]),
        ("政务公开标准化规范化建设",
        [
            ("7.1", "居（村）务公开标准化规范化建设", 5, 4, "区民政局", "评定4分：部分村公开示范点版面未更新。评分标准：“根据完成情况评分，评分要素主要包括街镇级细化目录、公开示范点、工作制度方案、版面照片等”。得4分"),
            ("7.2", "全领域目录体系建设和成果运用", 3, 2, "区政府办公室", "个别错链或链接无法打开。评分标准：“个别错链或链接无法打开的，得2分”。得2分"),
        ]),
        ("监督保障",
        [
            ("8.1", "组织领导", 3, 2.5m, "区政府办公室", "缺1项：分管领导第三季度研究推进。评分标准：“缺1项扣0.5分，扣完为止”。3 − 0.5 × 1 = 2.5分"),
            ("8.2", "业务培训", 2, 1.5m, "区政府办公室", "评定1.5分：一次培训请假。评分标准：“根据参加培训情况评分”。得1.5分"),
            ("8.3", "信息移交", 5, 4.25m, "第三方机构", "第三方评估得85分（满分100分）。评分标准：“根据第三方评估得分折算”。85 ÷ 100 × 5 = 4.25分"),
        ]),
        ("特色工作",
        [
            ("9.1", "政务公开标准化成果运用、特色公开方式等政务公开工作创新案例及经验总结", 7, 5.5m, "区政府办公室", "评定5.5分：案例有特色，推广成效尚不明显。评分标准：“根据案例情况评分”。得5.5分"),
        ]),
    ];

    /// <summary>A 镇 with everything assessed and signed off.</summary>
    public static ReportCard Final { get; } = Build("泗泾镇", "镇", "街镇（含开发区）", _ => null) with { IsFinal = true, Rank = "第 7 名（共 18 家）" };

    /// <summary>A department in mid-review: some pending, 7.1 not applicable, converted.</summary>
    public static ReportCard Running { get; } = Build("区市场监管局", "区政府部门", "区政府部门", code => code switch
    {
        "7.1" => "不涉及",
        "2.1" or "3.3" or "6.2" or "9.1" => "待评",
        _ => null,
    }) with { Rank = "暂列第 12 名（共 32 家）", IsDemo = true };

    /// <summary>The first day of review: nothing assessed.</summary>
    public static ReportCard AllPending { get; } = Build("岳阳街道", "街道", "街镇（含开发区）", _ => "待评") with { Findings = [] };

    /// <summary>Everything as long as it may get: 30-character names, 1,000-character reasons, 60 findings with 200-character addresses.</summary>
    public static ReportCard Extreme { get; } = MakeExtreme(Running);

    /// <summary>Fifty cards that differ in names, points and sentences.</summary>
    public static ImmutableArray<ReportCard> Fifty { get; } = [.. Enumerable.Range(1, 50).Select(n => Running with
    {
        UnitName = $"第{n}考核单位",
        AuditSequence = Running.AuditSequence + n,
        Policies = Running.Policies.Add($"本单位编号为{n}，排名组别按方案附件执行。"),
    })];

    private static ReportCard Build(string unit, string kind, string group, Func<string, string?> state)
    {
        var sections = Table.Select(s => new ReportSection
        {
            Name = s.Section,
            Weight = s.Rows.Sum(r => r.Max),
            Points = s.Rows.Where(r => state(r.Code) is null).Sum(r => r.Points),
            ApplicableMaxPoints = s.Rows.Where(r => state(r.Code) != "不涉及").Sum(r => r.Max),
            PendingMaxPoints = s.Rows.Where(r => state(r.Code) == "待评").Sum(r => r.Max),
            Rows = [.. s.Rows.Select(r => new ReportRow
            {
                Code = r.Code,
                Name = r.Name,
                MaxPoints = r.Max,
                Score = state(r.Code) ?? r.Points.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture),
                Assessor = r.Assessor,
                Explanation = state(r.Code) switch
                {
                    "待评" => $"尚未收到{r.Assessor}的评估结果。",
                    "不涉及" => "本指标仅适用于街镇，本单位不涉及，不计入适用满分。",
                    _ => r.Sentence,
                },
            })],
        }).ToImmutableArray();
        var (raw, max, pending) = (sections.Sum(s => s.Points), sections.Sum(s => s.ApplicableMaxPoints), sections.Sum(s => s.PendingMaxPoints));
        var total = Math.Round(raw / max * 100, 2, MidpointRounding.AwayFromZero);
        return new ReportCard
        {
            CycleCode = "2022",
            CycleName = "2022年松江区政务公开考核评估",
            UnitName = unit,
            Kind = kind,
            RankingGroup = group,
            RawPoints = raw,
            ApplicableMaxPoints = max,
            Total = total,
            BestPossible = pending > 0 ? Math.Round((raw + pending) / max * 100, 2, MidpointRounding.AwayFromZero) : null,
            PendingCount = sections.SelectMany(s => s.Rows).Count(r => r.Score == "待评"),
            IsFinal = false,
            IsDemo = false,
            Sections = sections,
            Findings =
            [
                Finding("1.2", "政府网站政务公开栏目信息维护", "“领导信息”栏目链接失效，点击后显示404页面。", "https://www.songjiang.gov.cn/zwgk/ldxx/index.html", 3, "周敏"),
                Finding("1.2", "政府网站政务公开栏目信息维护", "“财政资金”专栏2021年度决算公开表文件名与内容不一致。", "https://www.songjiang.gov.cn/zwgk/czzj/2021/juesuan.html?from=list&page=2", 8, "周敏"),
                Finding("6.2", "财政资金", "所属事业单位绩效评价报告未公开附表。", "https://www.songjiang.gov.cn/zwgk/czzj/jxpj/", 15, "区财政局"),
                Finding("8.1", "组织领导", "分管领导第三季度未研究推进政务公开工作。", "OA平台会议记录", 21, "陈立"),
            ],
            Policies =
            [
                max < 100 ? $"有指标不涉及的，换算为百分制：{raw:0.##} ÷ {max:0.##} × 100 = {total:0.00}。" : "全部指标适用，总分即各指标得分之和。",
                "每项指标得分保留两位小数，四舍五入后再求和；换算后的总分保留两位小数。",
                "发现问题按次计扣，同一问题可合并计数；复核期内整改不恢复得分。",
                "排名按四舍五入后的总分在排名组别内进行，总分相同的名次并列；组内尚有待评指标时为暂列名次。",
            ],
            AsOf = new DateTimeOffset(2022, 12, 10, 8, 30, 0, TimeSpan.Zero),
            AuditSequence = 12345,
            AuditHash = "9f2c4e7ab1d05836c47e9a0f2b6d1c8e5f3a7094d2b8e6c1a0f9d4b3e7c25a18",
        };
    }

    private static ReportFinding Finding(string code, string name, string what, string where, int day, string by) => new()
    {
        IndicatorCode = code,
        IndicatorName = name,
        What = what,
        Where = where,
        When = new DateOnly(2022, 11, day),
        FoundBy = by,
    };

    private static ReportCard MakeExtreme(ReportCard card)
    {
        var reason = string.Concat(Enumerable.Repeat("经核查，该单位报送的材料（含附件）与网站公开内容不一致，“应公开未公开”的情形共3处；", 30))[..1000];
        var address = "https://www.songjiang.gov.cn/" + new string('a', 60) + "/" + string.Concat(Enumerable.Repeat("zwgk/2022-11/p_123.html?id=45&x=", 4));
        return card with
        {
            UnitName = "上海市松江区新一代信息技术与先进制造业融合发展示范园区管理委员会",
            Sections = [.. card.Sections.Select((s, i) => s with
            {
                Name = i == 6 ? "政务公开标准化规范化建设和重点领域基层政务公开标准目录应用" : s.Name,
                Rows = [.. s.Rows.Select((r, j) => j == 0 ? r with { Explanation = reason, Name = "重大行政决策事项和规范性文件公开征求意见及采纳情况反馈说明" } : r)],
            })],
            Findings = [.. Enumerable.Range(0, 60).Select(n => Finding("1.2", "政府网站政务公开栏目信息维护",
                n % 20 == 7 ? reason : $"第{n + 1}处栏目链接失效，点击后显示错误页面。", address[..Math.Min(200, 60 + (n * 3))], 1 + (n % 28), "第三方评估工作人员"))],
            Policies = card.Policies.Add(reason),
        };
    }
}
