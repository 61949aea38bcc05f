using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Reports;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

public abstract class NoteEventsTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private static readonly PersonId Leader = new("leader");

    private NoteEvents Note => field ??= new(Records.Ledger, Records.Clock);

    [Fact]
    public async Task What_people_do_is_on_the_trail_and_the_trail_stays_in_order()
    {
        await All();
        var events = (await Records.TrailAsync()).Skip(1).ToList();
        string[] kinds = [AuditKinds.ReportCardDownloaded, AuditKinds.ReportCardsDownloaded, AuditKinds.ReportCardsExported, AuditKinds.SignInRefused, AuditKinds.TrailExported];
        Assert.Equal(kinds, events.Select(e => e.Kind).Order(StringComparer.Ordinal));
        Assert.All(kinds, kind => Assert.True(AuditKinds.IsEvent(kind)));
        Assert.All(events, e => Assert.True((e.After?.Length ?? 0) + (e.Reason?.Length ?? 0) < 200, $"{e.Kind} is not small"));
        Assert.Equal("10.0.0.7", EventDetails.Read(events[0].After).Address);
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task None_of_it_changes_a_report_card_or_wakes_a_board()
    {
        await Records.EditAsync("reviewer-1", Records.Edit("sijing", "1.1", new Level(1)));
        var unit = Records.Board.Cycle.Find(new("sijing"))!;
        var make = new MakeReportCard(Records.Database);
        var before = ReportCardDigest.Of(await make.Run(Records.Board, unit, Sight.Everything, isDemo: false, Stop));
        var woken = 0;
        using (Records.Live.Subscribe(Records.Cycle, _ => Task.FromResult(++woken)))
        {
            await All();
            Assert.Equal(0, woken);
        }
        Assert.Equal(before, ReportCardDigest.Of(await make.Run(Records.Board, unit, Sight.Everything, isDemo: false, Stop)));
        Assert.Equal(before, ReportCardDigest.Of(await make.Run(await Records.StoredAsync(), unit, Sight.Everything, isDemo: false, Stop)));
    }

    [Fact]
    public async Task A_flood_of_refused_sign_ins_does_not_fill_the_trail_and_is_counted()
    {
        for (var n = 0; n < NoteEvents.MostRefusalsAMinute + 25; n++) await Note.SignInRefused("somebody", "没有这位演示人物。", "10.0.0.7", Stop);
        Assert.Equal(1 + NoteEvents.MostRefusalsAMinute, (await Records.TrailAsync()).Count);
        Records.Clock.Advance(TimeSpan.FromMinutes(1));
        await Note.SignInRefused("somebody", "没有这位演示人物。", "10.0.0.7", Stop);
        await Note.SignInRefused("somebody", "没有这位演示人物。", "10.0.0.7", Stop);
        Assert.Equal([25, null], (await Records.TrailAsync()).TakeLast(2).Select(e => EventDetails.Read(e.After).Unlisted));
    }

    [Theory]
    [InlineData("a\0b", "a[U+0000]b")]
    [InlineData("  ", null)]
    [InlineData(null, null)]
    public async Task Whom_a_refused_sign_in_asked_for_is_kept_cleaned_and_short(string? typed, string? kept)
    {
        await Note.SignInRefused(typed, "没有这位演示人物。", null, Stop);
        await Note.SignInRefused(new('x', 10_000), "没有这位演示人物。", null, Stop);
        var tried = (await Records.TrailAsync()).TakeLast(2).Select(e => EventDetails.Read(e.After).Tried).ToList();
        Assert.Equal([kept, new('x', 64)], tried);
    }

    private async Task All()
    {
        const string address = "10.0.0.7";
        await Note.SignInRefused("somebody", "没有这位演示人物。", address, Stop);
        await Note.ReportCardDownloaded(Leader, Records.Cycle, new("sijing"), address, Stop);
        await Note.ReportCardsDownloaded(Leader, Records.Cycle, 50, address, Stop);
        await Note.ReportCardsExported(Records.Cycle, null, 50, "portal", Stop);
        await Note.TrailExported(Leader, "unit=sijing", address, Stop);
    }
}

public sealed class NoteEventsOnSqliteTests(Databases databases) : NoteEventsTests(Provider.Sqlite, databases);

public sealed class NoteEventsOnPostgresTests(Databases databases) : NoteEventsTests(Provider.Postgres, databases);
