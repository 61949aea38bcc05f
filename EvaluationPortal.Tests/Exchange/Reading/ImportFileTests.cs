using System.Text;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Exchange.Reading;
using EvaluationPortal.Core.Exchange.Sheets;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Evaluation;

namespace EvaluationPortal.Tests.Exchange.Reading;

public sealed class ImportFileTests
{
    [Fact]
    public void Raw_scores_are_read_from_pairs_of_columns_with_what_they_lost()
    {
        var book = new HandMadeBook(
            ("评分", HandMadeBook.Rows(
                ["第三方评估结果"],
                ["序号", "单位名称", "１．３ 公开年报", null, "依申请办理（满分100）", "3.1原始分", "备注"],
                [null, null, "原始分", "满 分", null, null, null],
                [1, "泗泾镇", "８７．５ 分", 100, 90, "87.5%", "x"],
                [2, "sheshan", 88.0, "100分", null, "9/10", null],
                [3, "不认识的街镇", 1, 2, 3, 4, null],
                ["合计", "合计", 176.5, null, null, null, null]) + "<mergeCells><mergeCell ref=\"C2:D2\"/><mergeCell ref=\"B2:B3\"/><mergeCell ref=\"E2:E3\"/><mergeCell ref=\"F2:F3\"/><mergeCell ref=\"G2:G3\"/></mergeCells>"),
            ("扣分说明", HandMadeBook.Rows(
                ["单位", "指标", "细项", "应得", "实得", "问题", "网址"],
                ["泗泾", "1.3", "要素", 20, 10, "缺目录", "https://a.example/1"],
                ["泗泾镇", "政府信息公开年报", "时效", 10, 7.5, "逾期", null],
                ["佘山镇", "8.3", "目录", 5, 1, "未移交", null])));
        var read = Read(book, ImportKind.ThirdPartyScores);
        Assert.Null(read.Refusal);
        var mark = Assert.IsType<Mark>(read.Rows[0].Observation);
        Assert.Equal((87.5m, 100m), (mark.Raw, mark.Full));
        Assert.Equal([new LostMark("要素", 20, 10, "缺目录") { Where = "https://a.example/1" }, new LostMark("时效", 10, 7.5m, "逾期")], mark.Lost);
        Assert.Equal("工作表“评分”C4单元格", read.Rows[0].Place);
        Assert.Equal(
            [
                "泗泾镇 1.3 87.5/100", "泗泾镇 2.1 90/100", "泗泾镇 3.1 87.5/100", "sheshan 1.3 88/100", "sheshan 3.1 9/10", "不认识的街镇 1.3 1/2", "不认识的街镇 2.1 3/100", "不认识的街镇 3.1 4", "佘山镇 8.3 未移交",
            ],
            read.Rows.Select(r => $"{r.Unit} {r.Indicator} {r.Typed}"));
        Assert.Null(read.Rows[7].Observation);
        Assert.Equal("扣分说明没有对应的得分：文件里没有“佘山镇”的8.3 信息移交得分。", read.Rows[8].Fault);
        Assert.All(read.Rows[..8], row => Assert.Null(row.Fault));
        Assert.Empty(read.Notes);
    }

    [Fact]
    public void The_long_form_is_read_too_and_what_is_not_understood_is_asked()
    {
        var csv = "单位,指标,原始分,满分,谁填的\r\n泗泾镇,1.3,87,100,张\r\n佘山镇,9.9,5,10,\r\n车墩镇,1.1,5,5,\r\n新桥镇,2.1,八十,100,\r\n,2.1,80,100,\r\n洞泾镇,1.3,120,100,\r\n泗泾,1.3,88,100,\r\n";
        var read = Read(Encoding.UTF8.GetBytes(csv), ImportKind.ThirdPartyScores);
        Assert.Equal(["第1行第5列的列名“谁填的”看不懂，这一列没有读。", "1.1 公文属性认定由区政府办公室评分，不在第三方评分中，没有读。"], read.Notes);
        Assert.Equal(
            [
                null, "“9.9”不是本年度的指标；可以是1.3 公开年报、2.1 依申请办理、3.1 解读质量、3.2 预公开解读、3.3 跟踪解读、3.4 多元化解读、8.3 信息移交。",
                "“八十”看不懂；应填得分和满分，如87.5/100：得分为0至满分，满分大于0，最多四位小数。", "没有写单位；请写明单位的代码、名称或简称。",
                "得分120高于满分100。应填得分和满分，如87.5/100：得分为0至满分，满分大于0，最多四位小数。", "与第2行第3列是同一单位的同一指标，数值不同；请只留一处。",
            ],
            read.Rows.Select(r => r.Fault));
    }

    [Fact]
    public void A_bureaus_findings_levels_and_points_are_read_as_the_rule_asks()
    {
        var book = new HandMadeBook(
            ("6.2 财政资金评估结果", HandMadeBook.Rows(
                ["单位", "问题", "地址", "日期", "不得分情形", "得分"],
                ["泗泾镇", "未公开预算", "https://a.example", "2022年5月3日", "否", 3],
                ["泗泾镇", "未公开决算", null, "<c s=\"1\"><v>44684</v></c>", null, null],
                ["佘山镇", "无", null, null, null, null],
                ["车墩镇", null, null, null, "是", null],
                ["新桥镇", "未公开", null, null, null, 5],
                ["洞泾镇", null, null, null, null, "-2"],
                ["九亭镇", "未公开", null, "五月", null, null])),
            ("其他", HandMadeBook.Rows(["单位", "2.4 等次", "7.1 得分", "7.1 理由"], ["泗泾镇", "未被纠错", 4.5, "一个村未公开"], ["佘山镇", "第2档", 5, null], ["车墩镇", "很好", 4, null])));
        var read = Read(book, ImportKind.BureauResult);
        Assert.Equal(
            new Findings([new(1, "未公开预算") { Where = "https://a.example", When = new(2022, 5, 3) }, new(2, "未公开决算") { When = new(2022, 5, 3) }]), read.Rows[0].Observation);
        Assert.Null(read.Rows[0].Fault);
        Assert.Equal(Findings.None, read.Rows[1].Observation);
        Assert.True(Assert.IsType<Findings>(read.Rows[2].Observation).List.Single().KnockOut);
        Assert.Equal("得分写作5，按所列问题应得4分；请核对。", read.Rows[3].Fault);
        Assert.Equal((null, "-2"), (read.Rows[4].Observation, read.Rows[4].Typed));
        Assert.Equal("工作表“6.2 财政资金评估结果”D8单元格的日期写作“五月”，看不懂；应如2022-11-28。", read.Rows[5].Fault);
        Assert.Equal([new Level(1), new Judged(4.5m, "一个村未公开"), new Level(2), null, null, null], read.Rows[6..].Select(r => r.Observation));
        Assert.Equal("没有“很好”这一等次；只能是未被纠错（5分）、被纠错（0分）。", read.Rows[10].Fault);
        Assert.Equal(("4", null), (read.Rows[11].Typed, read.Rows[11].Fault));
    }

    [Fact]
    public void Rows_without_an_indicator_are_the_only_one_or_are_asked()
    {
        var csv = Encoding.UTF8.GetBytes("单位;等次\n泗泾镇;未被纠错\n");
        Assert.Equal(new Level(1), ImportFile.Read(csv, "a.csv", ImportKind.BureauResult, Boards.Cycle, new("2.4"), TestContext.Current.CancellationToken).Rows.Single().Observation);
        Assert.StartsWith("没有写明指标；可以是2.4 复议诉讼、", Read(csv, ImportKind.BureauResult).Rows.Single().Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_portals_own_board_is_read_back(bool asWorkbook)
    {
        var board = Boards.Empty.With([.. Boards.RandomChanges(1, 300), Boards.Change("sijing", "9.1", new Judged(5.5m, "好"), 900)], 901);
        var sheet = BoardSheet.Of(new Person(new("leader"), "领导", "", [new(Role.Leadership)], []), board, DateTime.UnixEpoch);
        var read = Read(asWorkbook ? Workbook.Of(sheet) : CsvText.Of(sheet), ImportKind.BoardScores);
        var expected = board.Scorecards.SelectMany(card => card.Cells.Where(c => c.Score is Awarded && c.Indicator.Rule.Form is not MarkForm).Select(c => $"{card.Unit.Name} {c.Indicator.Code} {Decimals.Text(((Awarded)c.Score).Points)}")).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, read.Rows.Select(r => $"{r.Unit} {r.Indicator} {r.Typed}"));
        Assert.All(read.Rows, row => Assert.True(row is { Observation: null, Fault: null }));
        Assert.All(read.Notes, note => Assert.EndsWith("一列是折算后的得分，不是原始分，没有读；要读入请写作如87.5/100。", note, StringComparison.Ordinal));
    }

    [Fact]
    public void Cells_of_the_board_are_handed_on_as_typed_and_formulas_are_text()
    {
        var csv = "单位\t5.1\t特色工作\t1.3\t工作计划\r\n泗泾\t８\t\"5.5 理由\"\"好\"\"\"\t87.5/100\t=1+1\r\n佘山\t待评\t不涉及 无\t\t@x\r\n";
        var read = Read(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(csv)).ToArray(), ImportKind.BoardScores);
        Assert.Equal(["5.1 ８", "9.1 5.5 理由\"好\"", "1.3 87.5/100", "1.4 =1+1", "9.1 不涉及 无", "1.4 @x"], read.Rows.Select(r => $"{r.Indicator} {r.Typed}"));
    }

    [Fact]
    public void Findings_of_a_site_monitoring_are_proposed_once_under_the_indicator_their_kind_belongs_to()
    {
        var csv = "单位名称,栏目,问题类型,问题描述,网址,发现日期,指标\n泗泾镇,要闻,错别字,“公开”写成“公升”,https://a/1,2022/3/5,\n泗泾,要闻,错别字,“公开”写成“公升”,https://a/1,2022/3/6,\n佘山镇,,目录,目录无法对应,https://a/2,2022-03-07 10:20,\n车墩镇,,其他,不好看,https://a/3,,\n,政策,断链,打不开,https://a/4,20220308,1.2\n";
        var read = Read(CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(csv), ImportKind.SiteFindings);
        Assert.Equal(["文件没有注明编码，按GB18030读入；请核对有没有乱码。", "有1行与前面的单位、指标、网址和描述都相同，只读一次。"], read.Notes);
        Assert.Equal(new Findings([new(1, "错别字：“公开”写成“公升”") { Where = "https://a/1", When = new(2022, 3, 5), FoundBy = "网站监测", Confirmed = false }]), read.Rows[0].Observation);
        Assert.Equal(("7.2", "目录无法对应（https://a/2，2022-03-07发现）", null, null), (read.Rows[1].Indicator.Value, read.Rows[1].Typed, read.Rows[1].Observation, read.Rows[1].Fault));
        Assert.Equal("看不出属于哪个指标；请在“指标”列写明1.2（栏目信息维护）或7.2（目录体系）。", read.Rows[2].Fault);
        Assert.Equal(("政策", "1.2"), (read.Rows[3].Unit, read.Rows[3].Indicator.Value));
    }

    [Fact]
    public void Hidden_sheets_shared_texts_both_date_systems_truths_and_formulas_are_read_as_people_see_them()
    {
        const string rows = "<sheetData><row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c></row><row><c t=\"s\"><v>4</v></c><c t=\"str\"><f>A1&amp;\"x\"</f><v>未公开</v></c><c s=\"2\"><v>43222</v></c><c t=\"b\"><v>0</v></c></row></sheetData>";
        var book = new HandMadeBook(("财政资金", rows), ("旧", HandMadeBook.Rows(["单位", "6.2"], ["泗泾镇", 5]))).Shared("<t>单位</t>", "<r><t>问</t></r><r><t>题</t></r><rPh sb=\"0\" eb=\"1\"><t>wenti</t></rPh>", "<t>日期</t>", "<t>不得分情形</t>", "<t>泗泾镇</t>")
            .Outline("<workbookPr date1904=\"1\"/>", ("财政资金", "visible"), ("旧", "veryHidden"));
        var read = Read(book, ImportKind.BureauResult);
        Assert.Equal(new Findings([new(1, "未公开") { When = new(2022, 5, 3) }]), read.Rows.Single().Observation);
        Assert.Equal(["工作表“旧”是隐藏的，没有读；要读请取消隐藏后重新上传。", "工作表“财政资金”B2单元格是公式，读的是文件里存下的结果，没有重新计算。"], read.Notes);
    }

    [Fact]
    public void Errors_and_formulas_without_a_result_are_told_by_sheet_and_cell()
    {
        var read = Read(new HandMadeBook(("表", HandMadeBook.Rows(["单位", "5.1", "1.4"], ["泗泾镇", "<c t=\"e\"><v>#REF!</v></c>", "<c ><f>1+1</f></c>"], ["佘山镇", 8, "<c ><f>1+2</f><v>3</v></c>"]))), ImportKind.BoardScores);
        Assert.Equal(["工作表“表”B2单元格是错误值#REF!。", "工作表“表”C2单元格是公式，文件里没有存下它的结果，请用Excel或WPS打开、重新计算后保存。", null, null], read.Rows.Select(r => r.Fault));
        Assert.Equal("3", read.Rows[3].Typed);
    }

    [Fact]
    public void A_number_that_contradicts_its_name_and_a_column_told_twice_are_not_read()
    {
        var read = Read(new HandMadeBook(("表", HandMadeBook.Rows(["单位", "1.4 公开年报", "5.1", "开放活动"], ["泗泾镇", 5, 8, 4]))), ImportKind.BoardScores);
        Assert.Equal(["工作表“表”B1单元格的列名“1.4 公开年报”序号1.4是“工作计划”，与名称对不上，这一列没有读。", "工作表“表”D1单元格的列名“开放活动”与前面的一列重复，这一列没有读。"], read.Notes);
        Assert.Equal("5.1 8", read.Rows.Select(r => $"{r.Indicator} {r.Typed}").Single());
    }

    private static ImportReading Read(HandMadeBook book, ImportKind kind) => Read(book.File(), kind);

    private static ImportReading Read(byte[] file, ImportKind kind) => ImportFile.Read(file, "文件", kind, Boards.Cycle, null, TestContext.Current.CancellationToken);
}
