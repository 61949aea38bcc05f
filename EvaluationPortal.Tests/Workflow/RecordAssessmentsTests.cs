using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

public abstract class RecordAssessmentsTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private const string Reviewer = "reviewer-1";
    private const string Colleague = "reviewer-2";

    [Fact]
    public async Task A_saved_edit_stands_in_row_trail_and_board_under_one_number()
    {
        var edit = Records.Edit("sijing", "1.1", new Level(2), reason: "未报送");
        var saved = Assert.IsType<Saved>(await Records.EditAsync(Reviewer, edit));
        Assert.Equal(0m, Assert.IsType<Awarded>(saved.Score).Points);
        var entry = (await Records.TrailAsync())[^1];
        Assert.Equal((saved.Version, edit.Id, Reviewer, null, "{\"level\":2}", "未报送"), (entry.Sequence, entry.EditId, entry.By, entry.Before, entry.After, entry.Reason));
        foreach (var board in (Scoreboard[])[Records.Board, await Records.StoredAsync()])
        {
            var cell = board.Find(edit.Unit, edit.Indicator)!;
            Assert.Equal((saved.Version, new PersonId(Reviewer), edit.Observation), (cell.Version, cell.Counted!.By, cell.Counted.Observation));
        }
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task An_edit_of_a_cell_changed_since_is_a_conflict_and_shows_what_stands()
    {
        var first = Assert.IsType<Saved>(await Records.EditAsync(Colleague, Records.Edit("sijing", "1.4", new Level(1))));
        var conflict = Assert.IsType<Conflict>(await Records.EditAsync(Reviewer, Records.Edit("sijing", "1.4", new Level(2), seen: first.Version - 1)));
        Assert.Equal((new Level(1), first.Version), (conflict.Theirs.Observation, conflict.Theirs.Version));
        Assert.Equal(5m, Assert.IsType<Awarded>(conflict.TheirScore).Points);
        Assert.Equal(2, (await Records.TrailAsync()).Count);
        Assert.IsType<Saved>(await Records.EditAsync(Reviewer, Records.Edit("sijing", "1.4", new Level(2), seen: first.Version)));
    }

    [Fact]
    public async Task The_same_value_as_stands_is_no_conflict_and_no_new_entry()
    {
        var first = Assert.IsType<Saved>(await Records.EditAsync(Colleague, Records.Edit("sijing", "1.4", new Level(1))));
        Assert.Equal(first.Version, Assert.IsType<Saved>(await Records.EditAsync(Reviewer, Records.Edit("sijing", "1.4", new Level(1)))).Version);
        Assert.Equal(2, (await Records.TrailAsync()).Count);
    }

    [Fact]
    public async Task The_same_value_typed_again_keeps_the_reason_and_who_gave_it()
    {
        var first = Assert.IsType<Saved>(await Records.EditAsync(Colleague, Records.Edit("sijing", "1.4", new Level(1), reason: "补充材料后复核")));
        Assert.Equal(first.Version, Assert.IsType<Saved>(await Records.EditAsync(Reviewer, Records.Edit("sijing", "1.4", new Level(1), first.Version))).Version);
        var standing = Records.Board.Find(new("sijing"), new("1.4"))!.Counted!;
        Assert.Equal(("补充材料后复核", Colleague), (standing.Reason, standing.By.Value));
        Assert.NotEqual(first.Version, Assert.IsType<Saved>(await Records.EditAsync(Reviewer, Records.Edit("sijing", "1.4", new Level(1), first.Version, reason: "复看"))).Version);
    }

    [Fact]
    public async Task Nothing_taken_back_from_an_empty_cell_stands_under_no_number() =>
        Assert.Equal(0, Assert.IsType<Saved>(await Records.EditAsync(Reviewer, Records.Edit("sijing", "1.4", null, seen: long.MaxValue))).Version);

    [Fact]
    public async Task A_value_taken_back_is_pending_again()
    {
        var first = Assert.IsType<Saved>(await Records.EditAsync(Reviewer, Records.Edit("sijing", "1.4", new Level(1))));
        Assert.IsType<Pending>(Assert.IsType<Saved>(await Records.EditAsync(Reviewer, Records.Edit("sijing", "1.4", null, seen: first.Version))).Score);
        Assert.Null(Records.Board.Find(new("sijing"), new("1.4"))!.Counted);
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task One_s_own_next_edit_follows_by_the_acknowledged_version()
    {
        long seen = 0;
        foreach (var level in (int[])[1, 2, 3, 1])
        {
            seen = Assert.IsType<Saved>(await Records.EditAsync(Reviewer, Records.Edit("sijing", "1.4", new Level(level), seen))).Version;
        }
        var both = await Records.Record.Run(new(Reviewer), Records.Cycle, [Records.Edit("sijing", "1.4", new Level(2), seen), Records.Edit("sijing", "1.4", new Level(3), seen)], stop: Stop);
        Assert.All(both, o => Assert.IsType<Saved>(o));
        Assert.Equal(new Level(3), Records.Board.Find(new("sijing"), new("1.4"))!.Counted!.Observation);
    }

    [Fact]
    public async Task A_repeated_edit_gets_its_first_outcome_even_after_others_changed_the_cell()
    {
        var edit = Records.Edit("sijing", "1.4", new Level(1));
        var first = Assert.IsType<Saved>(await Records.EditAsync(Reviewer, edit));
        await Records.EditAsync(Colleague, Records.Edit("sijing", "1.4", new Level(2), first.Version));
        Assert.Equal(first, await Records.EditAsync(Reviewer, edit));
        Assert.Equal(first, await Records.EditAsync(Reviewer, edit with { Observation = new Level(3) }));
        Assert.Equal(new Level(2), Records.Board.Find(edit.Unit, edit.Indicator)!.Counted!.Observation);
    }

    [Fact]
    public async Task An_edit_repeated_by_many_at_once_is_written_once()
    {
        var edit = Records.Edit("sijing", "1.4", new Level(1));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Records.EditAsync(Reviewer, edit), Stop)));
        Assert.Equal(outcomes[0], Assert.Single(outcomes.Distinct()));
        Assert.Equal(2, (await Records.TrailAsync()).Count);
    }

    [Fact]
    public async Task An_edit_twice_in_one_call_is_written_once()
    {
        var edit = Records.Edit("sijing", "1.4", new Level(1));
        var outcomes = await Records.Record.Run(new(Reviewer), Records.Cycle, [edit, edit, edit with { Unit = new("jiuting") }], stop: Stop);
        Assert.Equal(outcomes[0], outcomes[1]);
        Assert.IsType<Saved>(outcomes[0]);
        Assert.IsType<Rejected>(outcomes[2]);
        Assert.Equal(2, (await Records.TrailAsync()).Count);
    }

    [Fact]
    public async Task An_edit_id_belongs_to_one_cell_and_one_person()
    {
        var edit = Records.Edit("sijing", "1.4", new Level(1));
        await Records.EditAsync(Reviewer, edit);
        Assert.IsType<Rejected>(await Records.EditAsync(Colleague, edit));
        Assert.IsType<Rejected>(await Records.EditAsync(Reviewer, edit with { Unit = new("jiuting") }));
        Assert.IsType<Rejected>(await Records.EditAsync(Reviewer, edit with { Indicator = new("1.1") }));
        Assert.Equal(2, (await Records.TrailAsync()).Count);
    }

    [Fact]
    public async Task A_repeated_edit_brings_a_board_up_to_date_that_had_not_heard_of_it()
    {
        var edit = Records.Edit("sijing", "1.4", new Level(1));
        await Records.EditAsync(Reviewer, edit);
        var late = new Core.Live.LiveScoreboards(Records.Database, Microsoft.Extensions.Logging.Abstractions.NullLogger<Core.Live.LiveScoreboards>.Instance);
        await late.Load(Stop);
        await Records.EditAsync(Colleague, Records.Edit("sijing", "1.1", new Level(1)));
        var another = Records.Edit("sijing", "2.2", new Level(1));
        await Records.EditAsync(Reviewer, another);
        await new RecordAssessments(Records.Ledger, late, Records.People).Run(new(Reviewer), Records.Cycle, [another], stop: Stop);
        Assert.NotNull(late.Of(Records.Cycle).Find(another.Unit, another.Indicator)!.Counted);
    }

    [Fact]
    public async Task Whole_or_nothing_is_whole_or_nothing()
    {
        var good = Records.Edit("sijing", "1.4", new Level(1));
        var bad = Records.Edit("sijing", "1.1", new Level(9));
        var outcomes = await Records.Record.Run(new(Reviewer), Records.Cycle, [good, bad], wholeOrNothing: true, stop: Stop);
        Assert.All(outcomes, o => Assert.IsType<Rejected>(o));
        Assert.Single(await Records.TrailAsync());
        Assert.Equal(0, Records.Board.Find(good.Unit, good.Indicator)!.Version);

        var batch = Guid.NewGuid();
        outcomes = await Records.Record.Run(new(Reviewer), Records.Cycle, [good, bad with { Observation = new Level(2) }], batch, wholeOrNothing: true, stop: Stop);
        Assert.All(outcomes, o => Assert.IsType<Saved>(o));
        Assert.All((await Records.TrailAsync()).Skip(1), e => Assert.Equal(batch, e.Batch));
    }

    [Fact]
    public async Task What_stood_before_a_withheld_batch_still_stands()
    {
        var good = Records.Edit("sijing", "1.4", new Level(1));
        var first = await Records.EditAsync(Reviewer, good);
        var outcomes = await Records.Record.Run(new(Reviewer), Records.Cycle, [good, Records.Edit("sijing", "1.1", new Level(9))], wholeOrNothing: true, stop: Stop);
        Assert.Equal(first, outcomes[0]);
        Assert.IsType<Rejected>(outcomes[1]);
    }

    [Theory]
    [InlineData(Stage.Setup, false)]
    [InlineData(Stage.SelfReport, true)]
    [InlineData(Stage.Review, true)]
    [InlineData(Stage.Feedback, true)]
    [InlineData(Stage.Final, false)]
    [InlineData(Stage.Published, false)]
    public async Task The_stage_is_asked_in_the_ledger_whatever_memory_says(Stage stage, bool open)
    {
        var edit = Records.Edit("sijing", "1.4", new Level(1));
        await Records.ExecuteAsync($"UPDATE cycles SET stage = {(int)stage}, version = version + 1000");
        var outcome = await Records.EditAsync(Reviewer, edit);
        if (open) Assert.IsType<Saved>(outcome);
        else Assert.Contains(stage.Text(), Assert.IsType<Rejected>(outcome).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_struck_off_while_waiting_writes_nothing()
    {
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        var holding = Task.Run(() => Records.Ledger.Write(async t =>
        {
            entered.SetResult();
            await leave.Task;
            t.Abandon();
            return 0;
        }, Stop), Stop);
        await entered.Task.WaitAsync(Stop);
        var waiting = Task.Run(() => Records.EditAsync(Reviewer, Records.Edit("sijing", "1.4", new Level(1))), Stop);
        Records.People.Replace([]);
        leave.SetResult();
        await holding;
        Assert.IsType<Rejected>(await waiting);
        Assert.Single(await Records.TrailAsync());
    }

    [Theory]
    [InlineData("nowhere", "1.1", "nowhere")]
    [InlineData("sijing", "9.9", "9.9")]
    [InlineData("sijing", "7.2' OR 1=1 --", "OR 1=1")]
    [InlineData("nul\0in it", "1.1", "nul")]
    [InlineData("sijing", "lone \ud800 surrogate", "lone")]
    public async Task Unknown_codes_are_rejected_and_do_not_disturb_their_neighbours(string unit, string indicator, string said)
    {
        var outcomes = await Records.Record.Run(new(Reviewer), Records.Cycle, [Records.Edit(unit, indicator, new Level(1)), Records.Edit("sijing", "1.4", new Level(1))], stop: Stop);
        Assert.Contains(said, Assert.IsType<Rejected>(outcomes[0]).Why, StringComparison.Ordinal);
        Assert.IsType<Saved>(outcomes[1]);
    }

    [Fact]
    public async Task An_unknown_cycle_an_unknown_person_and_too_many_edits_are_rejected()
    {
        var edit = Records.Edit("sijing", "1.4", new Level(1));
        Assert.IsType<Rejected>(await Records.EditAsync(Reviewer, edit, cycle: "2021"));
        Assert.IsType<Rejected>(await Records.EditAsync("nobody", edit));
        var many = Enumerable.Range(0, RecordAssessments.MostEdits + 1).Select(_ => Records.Edit("sijing", "1.4", new Level(1))).ToList();
        Assert.All(await Records.Record.Run(new(Reviewer), Records.Cycle, many, stop: Stop), o => Assert.IsType<Rejected>(o));
        Assert.Empty(await Records.Record.Run(new(Reviewer), Records.Cycle, [], stop: Stop));
        Assert.Single(await Records.TrailAsync());
    }

    [Fact]
    public async Task An_illegal_observation_is_rejected_with_the_legal_values() =>
        Assert.Contains("5、3、0", Assert.IsType<Rejected>(await Records.EditAsync(Reviewer, Records.Edit("sijing", "1.4", new Level(4)))).Why, StringComparison.Ordinal);

    [Fact]
    public async Task A_cell_the_table_does_not_apply_to_takes_nothing() =>
        Assert.IsType<Rejected>(await Records.EditAsync("bureau-civil-affairs", Records.Edit("jiaoyuju", "7.1", new Judged(4, ""), source: Core.Schemes.Source.Bureau)));
}

public sealed class RecordAssessmentsOnSqliteTests(Databases databases) : RecordAssessmentsTests(Provider.Sqlite, databases);

public sealed class RecordAssessmentsOnPostgresTests(Databases databases) : RecordAssessmentsTests(Provider.Postgres, databases);
