using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>Memory still knows a right that the rows have not any more: what asks within the ledger's transaction is refused, and writes nothing.</summary>
public abstract class PeopleInForceTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private const string Chief = "chief";
    private static readonly PersonId Business = Administration.Business;

    [Theory]
    [InlineData("save")]
    [InlineData("add")]
    [InlineData("hand over")]
    [InlineData("import")]
    [InlineData("give")]
    [InlineData("remove")]
    [InlineData("untie")]
    [InlineData("sign out")]
    public async Task Who_is_no_administrator_any_more_changes_nobody(string what)
    {
        using var all = await Administration.OfAsync(Records);
        const string list = "姓名\t角色\t工号\n甲甲\t区领导\t1\n";
        var preview = await all.Add.Preview(Business, list, Administration.Cycle, Stop);
        Assert.True(preview.CanRun);
        await all.Begin.Run(Administration.Liaison, "persona", null, null, null, Stop);
        await Records.ChangeInRowsAsync(p => p with { Grants = [new(Role.Leadership)] }, Business.Value);
        Assert.True(all.Known(Business).Is(Role.Administrator));
        var before = (await Records.TrailAsync()).Count;
        Assert.Contains("您的角色是区领导", await WhyNotAsync(all, what, list, preview), StringComparison.Ordinal);
        Assert.Equal(before, (await Records.TrailAsync()).Count);
        Assert.Single(all.Sessions.All);
    }

    [Theory]
    [InlineData("give")]
    [InlineData("remove")]
    [InlineData("untie")]
    [InlineData("sign out")]
    public async Task Who_became_an_administrator_just_now_is_out_of_a_business_administrators_reach(string what)
    {
        using var all = await Administration.OfAsync(Records);
        await all.Begin.Run(Administration.Liaison, "persona", null, null, null, Stop);
        await Records.ChangeInRowsAsync(p => p with { Grants = [new(Role.SecurityAuditor)] }, Administration.Liaison.Value);
        var before = (await Records.TrailAsync()).Count;
        Assert.Equal("安全审计员的账户和角色只能由安全管理员办理。", await WhyNotAsync(all, what, "", null!));
        Assert.Equal(before, (await Records.TrailAsync()).Count);
        Assert.Single(all.Sessions.All);
    }

    [Fact]
    public async Task Who_is_no_administrator_any_more_sets_no_full_mark()
    {
        var set = new SetFullMark(Records.Ledger, Records.Live, Records.People);
        Assert.True((await set.Run(Business, Records.Cycle, new("3.1"), 100, Stop)).IsGranted);
        await Records.ChangeInRowsAsync(p => p with { Grants = [new(Role.Leadership)] }, Business.Value);
        Assert.Contains("业务管理员设定", Why(await set.Run(Business, Records.Cycle, new("3.1"), 90, Stop)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reviewer_without_the_role_or_disabled_scores_nothing()
    {
        var edit = Records.Edit("sijing", "1.4", new Level(1));
        await Records.ChangeInRowsAsync(p => p with { Grants = [new(Role.Leadership)] }, "reviewer-1");
        Assert.Contains("您的角色是区领导", Assert.IsType<Rejected>(await Records.EditAsync("reviewer-1", edit)).Why, StringComparison.Ordinal);
        await Records.ChangeInRowsAsync(p => p with { IsDisabled = true }, "reviewer-2");
        Assert.Equal(People.Gone, Assert.IsType<Rejected>(await Records.EditAsync("reviewer-2", edit)).Why);
        Assert.Single(await Records.TrailAsync());
    }

    [Fact]
    public async Task Who_is_disabled_signs_in_no_more_and_changes_nothing_of_the_own_account()
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        var stamp = (await all.SignInAsync(Chief)).Stamp;
        await Records.ChangeInRowsAsync(p => p with { IsDisabled = true }, Chief);
        Assert.NotNull(Records.People.Find(new(Chief)));
        Assert.Equal(SignInWithPassword.WrongPair, (await all.SignInAsync(Chief)).Why);
        Assert.Null(await all.Begin.Run(new(Chief), "password", stamp, null, null, Stop));
        Assert.Equal(People.Gone, (await all.Change.Run(new(Chief), LocalAccounts.Password, "Zheng-Wu.2023", null, null, Stop)).Why);
        Assert.Equal(People.Gone, await all.Set.Run(new(Chief), SetAuthenticator.NewKey(), "", Stop));
        Assert.Equal(People.Gone, await all.Remove.RunOwn(new(Chief), LocalAccounts.Password, null, Stop));
    }

    [Fact]
    public async Task A_first_administrator_is_not_made_where_the_rows_have_one_already()
    {
        var all = await LocalAccounts.OfAsync(Records);
        Records.People.Replace([.. Records.People.Everybody.Select(p => p with { IsDisabled = true })]);
        Assert.Equal(["已有管理员，请由其建立账户。"], (await all.Make.Run("林晓", "", "linxiao", LocalAccounts.Password, Stop)).Faults);
    }

    /// <summary>The personas keep their rows when the demonstration is switched off; they are nobody then.</summary>
    [Fact]
    public async Task A_persona_is_nobody_while_the_demonstration_is_off_whatever_the_rows_say()
    {
        var all = await LocalAccounts.OfAsync(Records, null, Chief);
        Records.People.Replace([]);
        Assert.Null((await all.SignInAsync(Chief)).Person);
        Assert.Null(await all.Begin.Run(new(Chief), "persona", null, null, null, Stop));
        Assert.NotNull((await all.Make.Run("林晓", "", "linxiao", LocalAccounts.Password, Stop)).Person);
    }

    private async Task<string> WhyNotAsync(Administration all, string what, string list, PeoplePreview preview)
    {
        var seen = all.Known(Administration.Liaison);
        return what switch
        {
            "save" => Assert.Single((await all.SaveAsync(Business, seen, seen with { Title = "主任" })).Faults),
            "add" => Assert.Single((await all.SaveAsync(Business, null, Administration.Newcomer())).Faults),
            "hand over" => Assert.Single((await all.Hand.Run(Business, seen, all.Known(new("liaison-sijing")), "岗位调动", Administration.Cycle, Stop)).Faults),
            "import" => Assert.Single((await all.Add.Run(Business, list, Administration.Cycle, preview, null, Stop)).Instead!.Faults),
            "give" => (await all.Give.Run(Business, seen.Id, "zhumin", removeAuthenticator: false, Stop)).Why!,
            "remove" => Why(await new RemoveAuthenticator(Records.Database, Records.Ledger, all.Accounts, Records.People, Administration.Policy).Run(Business, seen.Id, Stop)),
            "untie" => Why(await new UnlinkLogins(Records.Ledger, all.Sessions, Records.People).Run(Business, seen.Id, Stop)),
            "sign out" => Why(await new EndSessions(Records.Ledger, all.Sessions, Records.People).SignOutEverywhere(Business, seen.Id, null, Stop)),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "no such act"),
        };
    }

    private static string Why(Permit permit) => Assert.IsType<Denied>(permit).Why;
}

public sealed class PeopleInForceOnSqliteTests(Databases databases) : PeopleInForceTests(Provider.Sqlite, databases);

public sealed class PeopleInForceOnPostgresTests(Databases databases) : PeopleInForceTests(Provider.Postgres, databases);
