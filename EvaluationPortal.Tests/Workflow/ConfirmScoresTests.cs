using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>确认 and 解锁.</summary>
public abstract class ConfirmScoresTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private static readonly PersonId Chief = new("chief"), Reviewer = new("reviewer-1"), Administrator = new("administrator");
    private static readonly ConfirmedPart Column = ConfirmedPart.Of(new Core.Schemes.IndicatorCode("1.4")), Sijing = ConfirmedPart.Of(new UnitCode("sijing"));

    private CycleChange Cycles => new(Records.Ledger, Records.Live, Records.People);
    private ConfirmScores Confirm => new(Cycles, Records.People);

    [Fact]
    public async Task A_confirmed_column_takes_no_more_scores_and_says_who_confirmed_it_when()
    {
        var saved = Assert.IsType<Saved>(await Records.EditAsync("reviewer-1", Records.Edit("sijing", "1.4", new Level(1))));
        Assert.Equal(Granted.Yes, await Confirm.Run(Chief, Records.Cycle, Column, Stop));
        var refused = Assert.IsType<Rejected>(await Records.EditAsync("reviewer-1", Records.Edit("sijing", "1.4", new Level(2), saved.Version)));
        Assert.Equal("1.4列已由陆志远于2022-11-20 09:02确认，需要修改请考评组长解锁。", refused.Why);
        Assert.IsType<Saved>(await Records.EditAsync("reviewer-1", Records.Edit("sijing", "1.1", new Level(1))));
        Assert.Equal("1.4列已由陆志远于2022-11-20 09:02确认。", Assert.IsType<Denied>(await Confirm.Run(Chief, Records.Cycle, Column, Stop)).Why);
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task A_confirmed_unit_is_locked_in_every_column_and_unlocking_wants_a_reason()
    {
        Assert.Equal(Granted.Yes, await Confirm.Run(Chief, Records.Cycle, Sijing, Stop));
        Assert.StartsWith("泗泾镇已由陆志远", Assert.IsType<Rejected>(await Records.EditAsync("reviewer-1", Records.Edit("sijing", "1.1", new Level(1)))).Why, StringComparison.Ordinal);
        Assert.IsType<Saved>(await Records.EditAsync("reviewer-1", Records.Edit("sheshan", "1.1", new Level(1))));
        Assert.Contains("请写明解锁的原因", Assert.IsType<Denied>(await Confirm.Unlock(Chief, Records.Cycle, Sijing, " ", Stop)).Why, StringComparison.Ordinal);
        Assert.Equal(Granted.Yes, await Confirm.Unlock(Chief, Records.Cycle, Sijing, " 补充了材料 ", Stop));
        Assert.IsType<Saved>(await Records.EditAsync("reviewer-1", Records.Edit("sijing", "1.1", new Level(1))));
        var trail = (await Records.TrailAsync()).Where(e => e.Kind is AuditKinds.Confirmed or AuditKinds.Unlocked).Select(e => (e.Kind, e.By, e.Unit, e.Indicator, e.Reason));
        Assert.Equal([(AuditKinds.Confirmed, "chief", "sijing", null, null), (AuditKinds.Unlocked, "chief", "sijing", (string?)null, "补充了材料")], trail);
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Only_the_chief_confirms_and_only_what_there_is()
    {
        foreach (var person in (PersonId[])[Reviewer, Administrator]) Assert.IsType<Denied>(await Confirm.Run(person, Records.Cycle, Column, Stop));
        Assert.IsType<Denied>(await Confirm.Run(Chief, Records.Cycle, ConfirmedPart.Of(new UnitCode("nowhere")), Stop));
        Assert.IsType<Denied>(await Confirm.Run(Chief, Records.Cycle, new(new UnitCode("sijing"), new Core.Schemes.IndicatorCode("1.4")), Stop));
        Assert.IsType<Denied>(await Confirm.Unlock(Chief, Records.Cycle, Column, "没有确认过", Stop));
        Assert.Empty(Records.Board.Cycle.Settings.Confirmations);
    }

    [Fact]
    public async Task Confirming_warns_of_what_is_not_filled()
    {
        Assert.StartsWith("50处待评：泗泾镇、", Assert.Single(ConfirmScores.Warnings(Records.Board, Column)), StringComparison.Ordinal);
        await Records.EditAsync("reviewer-1", Records.Edit("sijing", "1.4", new Level(1)));
        Assert.StartsWith("49处待评：佘山镇、", Assert.Single(ConfirmScores.Warnings(Records.Board, Column)), StringComparison.Ordinal);
        Assert.StartsWith("25处待评：1.1、", Assert.Single(ConfirmScores.Warnings(Records.Board, Sijing)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_keep_what_is_confirmed_and_do_not_move_what_applies_to_it()
    {
        await Confirm.Run(Chief, Records.Cycle, Sijing, Stop);
        var (cycle, settings) = (Records.Board.Cycle, new ChangeSettings(Cycles));
        var without = cycle.Settings with { Applicability = [new(new("sijing"), new("1.4"), Applies: false, "不制定计划")] };
        Assert.Contains("是否适用须解锁后才能改动", Assert.IsType<Denied>(await settings.Run(Administrator, Records.Cycle, without, cycle.Name, cycle.Version, Stop)).Why, StringComparison.Ordinal);
        Assert.Equal(Granted.Yes, await settings.Run(Administrator, Records.Cycle, new() { RanksOverall = true, Contact = new("王老师", "021-37730000") }, cycle.Name, cycle.Version, Stop));
        var stored = (await Records.StoredAsync()).Cycle.Settings;
        Assert.Equal((Sijing, Chief, "陆志远"), (stored.Confirmations[0].Part, stored.Confirmations[0].By, stored.Confirmations[0].ByName));
        Assert.Equal(new("王老师", "021-37730000"), stored.Contact);
        Assert.Equal(Granted.Yes, await new MakeCycle(Records.Ledger, Records.Live, Records.People).Run(Administrator, "2023", "2023年", cycle.Scheme.Digest, Records.Cycle, Stop));
        Assert.Empty(Records.Live.Of("2023").Cycle.Settings.Confirmations);
    }
}

public sealed class ConfirmScoresOnSqliteTests(Databases databases) : ConfirmScoresTests(Provider.Sqlite, databases);

public sealed class ConfirmScoresOnPostgresTests(Databases databases) : ConfirmScoresTests(Provider.Postgres, databases);
