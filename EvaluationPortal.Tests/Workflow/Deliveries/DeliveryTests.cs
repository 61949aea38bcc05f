using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;
using EvaluationPortal.Tests.Storage.Evidence;

namespace EvaluationPortal.Tests.Workflow.Deliveries;

/// <summary>What bureaus and the third party deliver, and what the office does in their place.</summary>
public abstract class DeliveryTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private const string Justice = Delivering.Justice, Office = Delivering.Office;
    private const string Bureau = "区司法局", Agency = "第三方机构";

    [Fact]
    public async Task What_is_delivered_stands_still_until_the_office_gives_it_back_with_a_reason()
    {
        using var delivering = new Delivering(Records);
        Delivering.Refused("盖章扫描件", await delivering.DeliverAsync(Justice, Bureau));
        await delivering.ScanAsync(Justice, "2.4", Source.Bureau);
        Delivering.Refused("还有49处未填。", await delivering.DeliverAsync(Justice, Bureau));
        Delivering.Granted(await delivering.DeliverAsync(Justice, Bureau, incomplete: true));

        Assert.Contains("区司法局的评估结果已于2022-11-20 09:02报送", Delivering.Why(await delivering.ScoreAsync(Justice, "sijing", 1)), StringComparison.Ordinal);
        Assert.Contains("请区政府办公室退回", (await delivering.Desk.AddAsync(Justice, EvidenceDesk.At("sijing", "2.4", Source.Bureau), EvidenceDesk.Pdf("迟"))).Why, StringComparison.Ordinal);
        Delivering.Refused("已经报送", await delivering.DeliverAsync(Justice, Bureau, incomplete: true));
        Assert.Equal((DeliveryState.Delivered, 1, false, "结果.pdf"), (delivering.Of(Bureau).State, delivering.Of(Bureau).Number, delivering.Of(Bureau).ByOffice, Assert.Single(delivering.Of(Bureau).Scans).Name));

        Delivering.Refused("退回评估结果", await delivering.ReturnAsync(Justice, "自己退"));
        Delivering.Refused("请写明退回的原因", await delivering.ReturnAsync(Office, "  "));
        Delivering.Granted(await delivering.ReturnAsync(Office, "泗泾镇的案号有误"));
        Delivering.Refused("无可退回", await delivering.ReturnAsync(Office, "再退"));
        Assert.Equal((DeliveryState.Returned, "泗泾镇的案号有误"), (delivering.Of(Bureau).State, delivering.Of(Bureau).Reason));
        Assert.IsType<Saved>(await delivering.ScoreAsync(Justice, "sijing", 1));
        Delivering.Granted(await delivering.DeliverAsync(Justice, Bureau, incomplete: true));

        Assert.Equal(2, delivering.Of(Bureau).Number);
        Assert.Equal([AuditKinds.ResultDelivered, AuditKinds.ResultReturned, AuditKinds.ResultDelivered], (await Records.TrailAsync()).Select(e => e.Kind).Where(AuditKinds.IsOfDelivery));
        Assert.Equal(StoredDeliveries.Write(delivering.Of(Bureau)), StoredDeliveries.Write((await Records.StoredAsync()).Cycle.DeliveryOf(Bureau)));
        Assert.Null(await delivering.Desk.VerifyAsync());
    }

    [Fact]
    public async Task The_office_enters_by_a_file_and_every_score_says_so_and_stays_the_bureaus()
    {
        using var delivering = new Delivering(Records);
        Assert.IsType<Rejected>(await delivering.ScoreAsync(Office, "sijing", 1));
        Delivering.Refused("代录须有依据", await delivering.BeginAsync(Office));
        await delivering.ScanAsync(Office, "2.4", Source.Bureau, "函复.pdf");
        Delivering.Refused("代录评估结果", await delivering.BeginAsync("administrator"));
        Delivering.Granted(await delivering.BeginAsync(Office));
        await delivering.DueAsync(Bureau, Records.Clock.GetUtcNow().UtcDateTime.AddDays(-1));

        Assert.IsType<Rejected>(await delivering.ScoreAsync(Justice, "sijing", 1));
        Assert.IsType<Saved>(await delivering.ScoreAsync(Office, "sijing", 1, "第3页"));
        var cell = Records.Board.Find(new("sijing"), new("2.4"))!;
        Assert.Equal((Source.Bureau, "代录（依据：函复.pdf）：第3页", Office), (cell.Counted!.Source, cell.Counted.Reason, cell.Counted.By.Value));
        Assert.IsType<Rejected>(await delivering.ScoreAsync(Office, "sijing", 1, source: Source.Office));
        Assert.IsType<Rejected>(await delivering.ScoreAsync(Office, "yueyang", 1, source: Source.ThirdParty));
        Assert.IsType<Rejected>(await delivering.ScoreAsync(Office, "sifaju", 1));

        Delivering.Granted(await delivering.DeliverAsync(Office, Bureau, incomplete: true));
        Assert.True(delivering.Of(Bureau) is { ByOffice: true, Entry: null });
        Delivering.Granted(await delivering.ReturnAsync(Office, "重录"));
        Assert.IsType<Rejected>(await delivering.ScoreAsync(Office, "sheshan", 1));
        Delivering.Granted(await delivering.BeginAsync(Office));
        Delivering.Granted(await delivering.Enter.End(new(Office), Records.Cycle, Bureau, Stop));
        Assert.IsType<Rejected>(await delivering.ScoreAsync(Office, "sheshan", 1));
        Assert.Null(await delivering.Desk.VerifyAsync());
    }

    [Fact]
    public async Task Nobody_enters_for_the_own_unit_and_a_reviewer_with_limits_only_within_them()
    {
        using var delivering = new Delivering(Records);
        await delivering.ScanAsync(Office, "2.4", Source.Bureau);
        Delivering.Granted(await delivering.BeginAsync(Office));
        await Records.ChangeInRowsAsync(p => p with { Units = [new("sijing")] }, "reviewer-1");
        await Records.ChangeInRowsAsync(p => p with { Grants = [new(Role.Reviewer, [new("1.1")], [])] }, "reviewer-2");
        Assert.IsType<Rejected>(await delivering.ScoreAsync(Office, "sijing", 1));
        Assert.IsType<Saved>(await delivering.ScoreAsync(Office, "sheshan", 1));
        Assert.IsType<Rejected>(await delivering.ScoreAsync("reviewer-2", "chedun", 1));
        Assert.IsType<Denied>(await delivering.DeliverAsync("reviewer-2", Bureau, incomplete: true));
    }

    [Fact]
    public async Task After_its_deadline_nothing_is_delivered_but_what_was_given_back()
    {
        using var delivering = new Delivering(Records);
        await delivering.ScanAsync(Justice, "2.4", Source.Bureau);
        var now = Records.Clock.GetUtcNow().UtcDateTime;
        await delivering.DueAsync(Bureau, now.AddMinutes(-1));
        Delivering.Refused("截止报送", await delivering.DeliverAsync(Justice, Bureau, incomplete: true));
        await delivering.DueAsync(Bureau, now.AddDays(1));
        Delivering.Granted(await delivering.DeliverAsync(Justice, Bureau, incomplete: true));
        await delivering.DueAsync(Bureau, now.AddMinutes(-1));
        Delivering.Granted(await delivering.ReturnAsync(Office, "补齐"));
        Assert.IsType<Saved>(await delivering.ScoreAsync(Justice, "sijing", 1));
        Delivering.Granted(await delivering.DeliverAsync(Justice, Bureau, incomplete: true));
    }

    [Fact]
    public async Task The_agencys_reports_go_with_it_and_one_that_told_no_unit_is_assigned_by_hand()
    {
        using var delivering = new Delivering(Records);
        await delivering.ScanAsync(Delivering.Agency, "1.3", Source.ThirdParty);
        var named = await delivering.Desk.AddedAsync(Delivering.Agency, EvidenceAddress.ReportsOn(new("sijing")), EvidenceDesk.Pdf("一"), "泗泾镇评估报告.pdf");
        var stray = await delivering.Desk.AddedAsync(Delivering.Agency, EvidenceAddress.ReportsOn(null), EvidenceDesk.Pdf("二"), "报告2.pdf");
        Delivering.Refused("没有这份材料", await delivering.Assign.Run(new(Delivering.Agency), Records.Cycle, Guid.NewGuid(), new("yueyang"), Stop));
        Delivering.Refused("没有单位", await delivering.Assign.Run(new(Delivering.Agency), Records.Cycle, stray.Id, new("nowhere"), Stop));
        Assert.IsType<Denied>(await delivering.Assign.Run(new(Justice), Records.Cycle, stray.Id, new("yueyang"), Stop));
        Delivering.Granted(await delivering.Assign.Run(new(Delivering.Agency), Records.Cycle, stray.Id, new("yueyang"), Stop));
        Assert.Empty(await delivering.Desk.NamesAsync(Delivering.Agency, EvidenceAddress.ReportsOn(null)));
        Assert.Equal(["报告2.pdf"], await delivering.Desk.NamesAsync("liaison-yueyang", EvidenceAddress.ReportsOn(new("yueyang"))));
        Assert.Empty(await delivering.Desk.NamesAsync("liaison-sijing", EvidenceAddress.ReportsOn(new("yueyang"))));

        Delivering.Refused("350处未填、48家没有评估报告", await delivering.DeliverAsync(Delivering.Agency, Agency));
        Delivering.Granted(await delivering.DeliverAsync(Delivering.Agency, Agency, incomplete: true));
        Assert.Equal(["sijing", "yueyang"], delivering.Of(Agency).Reports.Select(r => r.Unit.Value));
        Assert.IsType<Denied>(await delivering.Assign.Run(new(Delivering.Agency), Records.Cycle, named.Id, new("sheshan"), Stop));
        Assert.IsType<Denied>(await delivering.Desk.Remove.Run(new(Delivering.Agency), Records.Cycle, named.Id, Stop));
        Assert.Null(await delivering.Desk.VerifyAsync());
    }

    [Fact]
    public async Task A_finding_without_text_is_told_and_a_document_is_no_scan()
    {
        using var delivering = new Delivering(Records);
        await delivering.Desk.AddedAsync("bureau-finance", EvidenceDesk.At(null, "6.2", Source.Bureau), LegalFiles.All["docx"].Content, "结果.docx");
        Delivering.Refused("盖章扫描件", await delivering.DeliverAsync("bureau-finance", "区财政局", incomplete: true));
        await delivering.ScanAsync("bureau-finance", "6.2", Source.Bureau);
        Assert.IsType<Saved>(await Records.EditAsync("bureau-finance", Records.Edit("sijing", "6.2", Findings.OfCount(1), source: Source.Bureau)));
        Delivering.Refused("48处未填、1家的问题待补充说明", await delivering.DeliverAsync("bureau-finance", "区财政局"));
    }

    [Fact]
    public async Task Only_whoever_is_responsible_for_all_of_it_delivers()
    {
        using var delivering = new Delivering(Records);
        await delivering.ScanAsync(Justice, "2.4", Source.Bureau);
        foreach (var person in (string[])["bureau-finance", "third-party", "reviewer-1", "chief", "liaison-yueyang", "administrator", "leader"])
        {
            Assert.IsType<Denied>(await delivering.DeliverAsync(person, Bureau, incomplete: true));
        }
        await Records.ChangeInRowsAsync(p => p with { Grants = [new(Role.ThirdParty, [new("1.3"), new("2.1")], [])] }, Delivering.Agency);
        Delivering.Refused("负责其全部指标的人报送", await delivering.DeliverAsync(Delivering.Agency, Agency, incomplete: true));
        Delivering.Refused("没有评估单位", await delivering.DeliverAsync(Justice, "区民防办", incomplete: true));
    }

    [Fact]
    public async Task A_state_that_is_changed_beside_the_ledger_is_found()
    {
        using var delivering = new Delivering(Records);
        await delivering.ScanAsync(Justice, "2.4", Source.Bureau);
        Delivering.Granted(await delivering.DeliverAsync(Justice, Bureau, incomplete: true));
        await Records.ExecuteAsync("UPDATE deliveries SET standing = replace(standing, 'delivered', 'returned')");
        Assert.Contains("区司法局的报送状态被改动", (await Records.VerifyAsync()).Fault!.What, StringComparison.Ordinal);
        await Records.ExecuteAsync("DELETE FROM deliveries");
        Assert.Contains("区司法局的报送记录缺失", (await Records.VerifyAsync()).Fault!.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_raw_score_says_row_by_row_what_it_lost_and_keeps_it_when_it_is_typed_again()
    {
        var mark = new Mark(87.5m, 100) { Lost = [new("公开及时性", 20, 10, "\u202e逾期3天") { Where = "https://a.cn/" }] };
        Assert.Equal("扣分说明合计扣10分，原始分扣12.5分，两者不一致", mark.Difference);
        Assert.IsType<Saved>(await Records.EditAsync(Delivering.Agency, Records.Edit("sijing", "1.3", mark, source: Source.ThirdParty)));
        var typed = await new RecordTyped(Records.Record, Records.Live, Records.People, Records.Clock).Run(new(Delivering.Agency), Records.Cycle, [new(Guid.NewGuid(), "sijing", "1.3", "90/100", long.MaxValue)]);
        Assert.Equal("saved", Assert.Single(typed).State);
        var standing = Assert.IsType<Mark>((await Records.StoredAsync()).Find(new("sijing"), new("1.3"))!.Counted!.Observation);
        Assert.Equal((90m, "[U+202E]逾期3天", null), (standing.Raw, Assert.Single(standing.Lost).What, standing.Difference));
        var wrong = Assert.IsType<Rejected>(await Records.EditAsync(Delivering.Agency, Records.Edit("sijing", "1.3", new Mark(90, 100) { Lost = [new("甲", 5, 6, "乙")] }, long.MaxValue, Source.ThirdParty)));
        Assert.Contains("扣分说明第1条：实得6高于应得5", wrong.Why, StringComparison.Ordinal);
        Assert.Null((await Records.VerifyAsync()).Fault);
    }
}

public sealed class DeliveryOnSqliteTests(Databases databases) : DeliveryTests(Provider.Sqlite, databases);

public sealed class DeliveryOnPostgresTests(Databases databases) : DeliveryTests(Provider.Postgres, databases);
