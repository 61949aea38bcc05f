using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

public abstract class HostileTextTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    /// <summary>What is typed, and what stands afterwards.</summary>
    public static TheoryData<string, string> Texts => new()
    {
        { "<script>alert('x')</script>", "<script>alert('x')</script>" },
        { "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0" },
        { "'; DELETE FROM audit; --", "'; DELETE FROM audit; --" },
        { "before\0after", "before[U+0000]after" },
        { "abc\u202Etxt.exe", "abc[U+202E]txt.exe" },
        { "lone \ud800 high, lone \udc00 low", "lone \ufffd high, lone \ufffd low" },
        { "one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour" },
        { "e\u0301\ufffe\u2028", "é[U+FFFE][U+2028]" },
        { "  padded \u3000", "padded" },
        { "{\"level\":1}", "{\"level\":1}" },
        { "🏛\u200d👩 𠮷", "🏛\u200d👩 𠮷" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Text_comes_back_visible_in_every_field(string typed, string stands)
    {
        var finding = new Finding(1, typed) { Where = typed, FoundBy = typed };
        Edit[] edits =
        [
            Records.Edit("sijing", "1.1", new Level(2), reason: typed),
            Records.Edit("sijing", "1.2", new Findings([finding])),
            Records.Edit("sijing", "6.1", new Judged(1, typed)),
        ];
        Assert.All(await Records.Record.Run(new("reviewer-1"), Records.Cycle, edits, stop: Stop), o => Assert.IsType<Saved>(o));
        foreach (var board in (Scoreboard[])[Records.Board, await Records.StoredAsync()])
        {
            Assert.Equal(stands, board.Find(new("sijing"), new("1.1"))!.Counted!.Reason);
            Assert.Equal(new Findings([new Finding(1, stands) { Where = stands, FoundBy = stands }]), board.Find(new("sijing"), new("1.2"))!.Counted!.Observation);
            Assert.Equal(new Judged(1, stands), board.Find(new("sijing"), new("6.1"))!.Counted!.Observation);
        }
        Assert.Null((await Records.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Ten_thousand_characters_are_refused_in_every_field()
    {
        var text = new string('长', 10_000);
        Observation[] observations =
        [
            new Findings([new Finding(1, text)]), new Findings([new Finding(1, "x") { Where = text }]), new Findings([new Finding(1, "x") { FoundBy = text }]), new DoesNotApply(text),
        ];
        foreach (var observation in observations) Assert.Contains("10000", await Rejection(Records.Edit("sijing", "1.2", observation)), StringComparison.Ordinal);
        Assert.Contains("10000", await Rejection(Records.Edit("sijing", "6.1", new Judged(1, text))), StringComparison.Ordinal);
        Assert.Contains("10000", await Rejection(Records.Edit("sijing", "1.1", new Level(1), reason: text)), StringComparison.Ordinal);
        Assert.Single(await Records.TrailAsync());
    }

    [Fact]
    public async Task The_longest_text_is_taken_and_read_again()
    {
        var longest = new string('长', TextGate.MostCharacters);
        Assert.IsType<Saved>(await Records.EditAsync("reviewer-1", Records.Edit("sijing", "1.2", new Findings([new Finding(1, longest) { Where = longest, FoundBy = longest }]))));
        Assert.Equal(longest, Assert.IsType<Findings>((await Records.StoredAsync()).Find(new("sijing"), new("1.2"))!.Counted!.Observation).List[0].What);
    }

    [Fact]
    public async Task A_reason_that_nobody_can_see_is_none() =>
        Assert.Contains("缺少理由", await Rejection(Records.Edit("sijing", "6.1", new Judged(1, "\u200d"))), StringComparison.Ordinal);

    private async Task<string> Rejection(Edit edit) => Assert.IsType<Rejected>(await Records.EditAsync("reviewer-1", edit)).Why;
}

public sealed class HostileTextOnSqliteTests(Databases databases) : HostileTextTests(Provider.Sqlite, databases);

public sealed class HostileTextOnPostgresTests(Databases databases) : HostileTextTests(Provider.Postgres, databases);
