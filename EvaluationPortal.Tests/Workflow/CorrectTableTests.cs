using System.Text;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Schemes;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>勘误: another table while scores stand.</summary>
public abstract class CorrectTableTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private static readonly PersonId Administrator = new("administrator"), Chief = new("chief");

    /// <summary>The table of 2022 with 1.2 at half a point a finding.</summary>
    private static readonly byte[] Corrected = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Songjiang2022.SchemeBytes)
        .Replace("发现一个错误，扣1分，扣完为止", "发现一个错误，扣0.5分，扣完为止", StringComparison.Ordinal)
        .Replace("\"pointsPerFinding\": 1,\n            \"found\": \"发现{n}个错误\"", "\"pointsPerFinding\": 0.5,\n            \"found\": \"发现{n}个错误\"", StringComparison.Ordinal));

    private static readonly string Digest = SchemeFile.Read(Corrected).Scheme!.Digest;

    private CorrectTable Correct => new(new(Records.Ledger, Records.Live, Records.People), Records.Live, Records.Database);

    private Cycle Cycle => Records.Board.Cycle;

    [Fact]
    public async Task A_correction_shows_every_total_that_moves_and_takes_two_people()
    {
        await ArrangeAsync();
        var before = Total("sijing");
        var preview = (await Correct.Preview(Records.Cycle, Digest, Stop))!;
        var moved = Assert.Single(preview.Moved);
        Assert.Equal(("sijing", before), (moved.Unit.Code.Value, moved.Before));
        Assert.Contains(moved.Cells, c => c.Indicator.Code.Value == "1.2" && c is { Before: Awarded { Points: 3 }, After: Awarded { Points: 4 } });
        Assert.True(preview.Dropped.IsEmpty && preview.Added.IsEmpty);

        Assert.Contains("勘误的依据", Assert.IsType<Denied>(await Correct.Propose(Administrator, Records.Cycle, Digest, " ", Cycle.Version, Stop)).Why, StringComparison.Ordinal);
        Assert.IsType<Denied>(await Correct.Propose(new("reviewer-1"), Records.Cycle, Digest, "补充通知", Cycle.Version, Stop));
        Assert.Equal(Granted.Yes, await Correct.Propose(Administrator, Records.Cycle, Digest, "补充通知沪松府办〔2022〕9号", Cycle.Version, Stop));
        Assert.Equal(before, Total("sijing"));
        Assert.Contains("提出者以外", Assert.IsType<Denied>(await Correct.Confirm(Administrator, Records.Cycle, Cycle.Version, Stop)).Why, StringComparison.Ordinal);
        Assert.IsType<Denied>(await Correct.Confirm(new("leader"), Records.Cycle, Cycle.Version, Stop));
        Assert.Equal(Granted.Yes, await Correct.Confirm(Chief, Records.Cycle, Cycle.Version, Stop));
        Assert.Equal((moved.After, Digest, (ProposedTable?)null), (Total("sijing"), Cycle.Scheme.Digest, Cycle.Settings.ProposedTable));
        Assert.Contains(await Records.TrailAsync(), e => e.By == Chief.Value && e.Reason == "确认勘误：补充通知沪松府办〔2022〕9号");
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task A_correction_may_be_taken_back_before_it_is_confirmed()
    {
        await ArrangeAsync();
        await Correct.Propose(Administrator, Records.Cycle, Digest, "写错了", Cycle.Version, Stop);
        Assert.Equal(Granted.Yes, await Correct.Withdraw(Administrator, Records.Cycle, Cycle.Version, Stop));
        Assert.Contains("没有待确认", Assert.IsType<Denied>(await Correct.Confirm(Chief, Records.Cycle, Cycle.Version, Stop)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_year_is_set_up_the_table_is_replaced_by_one_person()
    {
        await ArrangeAsync();
        await Records.OpenCycleAsync(Stage.Setup, "2023");
        Assert.Equal(Granted.Yes, await Correct.Propose(Administrator, "2023", Digest, null, Records.Live.Of("2023").Cycle.Version, Stop));
        Assert.Equal((Digest, Songjiang2022.Scheme.Digest), (Records.Live.Of("2023").Cycle.Scheme.Digest, Cycle.Scheme.Digest));
    }

    [Fact]
    public async Task A_correction_does_not_move_what_is_confirmed_until_that_is_unlocked()
    {
        await ArrangeAsync();
        await ConfirmAsync(ConfirmedPart.Of(new IndicatorCode("1.2")), ConfirmedPart.Of(new UnitCode("sijing")), ConfirmedPart.Of(new UnitCode("sheshan")), ConfirmedPart.Of(new IndicatorCode("1.4")));
        var locked = (await Correct.Preview(Records.Cycle, Digest, Stop))!.Locked;
        Assert.Equal(["1.2列（1家单位）", "泗泾镇（1.2）"], locked.Select(l => l.TextIn(Cycle)));
        Assert.Equal(Granted.Yes, await Correct.Propose(Administrator, Records.Cycle, Digest, "补充通知", Cycle.Version, Stop));
        Assert.Equal("勘误会改动已确认的得分：1.2列（1家单位）；泗泾镇（1.2）。请考评组长先解锁，勘误生效后重新确认。", Assert.IsType<Denied>(await Correct.Confirm(Chief, Records.Cycle, Cycle.Version, Stop)).Why);
        Assert.Equal(Songjiang2022.Scheme.Digest, Cycle.Scheme.Digest);
        await ConfirmAsync(ConfirmedPart.Of(new UnitCode("sheshan")), ConfirmedPart.Of(new IndicatorCode("1.4")));
        Assert.Equal(Granted.Yes, await Correct.Confirm(Chief, Records.Cycle, Cycle.Version, Stop));
        Assert.Equal((Digest, 2), (Cycle.Scheme.Digest, Cycle.Settings.Confirmations.Length));
    }

    [Fact]
    public void An_indicator_that_the_other_table_has_no_more_moves_what_is_confirmed()
    {
        var cycle = Cycle with { Settings = Cycle.Settings with { Confirmations = [new(ConfirmedPart.Of(new IndicatorCode("9.1")), Chief, "组长", DateTime.UnixEpoch), new(ConfirmedPart.Of(new IndicatorCode("1.1")), Chief, "组长", DateTime.UnixEpoch)] } };
        var without = cycle.Scheme with { Sections = [.. cycle.Scheme.Sections.Where(s => s.Indicators.All(i => i.Code.Value != "9.1"))] };
        var locked = Assert.Single(TableDifference.Of(Scoreboard.Of(cycle, 0, []), without).Locked);
        Assert.Equal(("9.1列（50家单位）", 50), (locked.TextIn(cycle), locked.Cells.Length));
    }

    private async Task ConfirmAsync(params ConfirmedPart[] parts)
    {
        var settings = StoredJson.Write(Cycle.Settings with { Confirmations = [.. parts.Select(p => new Confirmation(p, Chief, "组长", DateTime.UnixEpoch))] });
        await Records.Ledger.Write<bool>(async t =>
        {
            await t.ChangeCycle(Chief, Records.Cycle, row => row.Settings = settings, _ => { }, Stop);
            return true;
        }, Stop);
        await Records.Live.Reload(Records.Cycle, Stop);
    }

    private async Task ArrangeAsync()
    {
        await Records.Ledger.Write(t => Task.FromResult(t.Db.Schemes.Add(new() { Digest = Digest, Code = "songjiang-2022", File = Corrected })), Stop);
        await Records.EditAsync("reviewer-1", Records.Edit("sijing", "1.2", Findings.OfCount(2)));
    }

    private decimal? Total(string unit) => Records.Board.Find(new UnitCode(unit))!.Totals.Total;
}

public sealed class CorrectTableOnSqliteTests(Databases databases) : CorrectTableTests(Provider.Sqlite, databases);

public sealed class CorrectTableOnPostgresTests(Databases databases) : CorrectTableTests(Provider.Postgres, databases);
