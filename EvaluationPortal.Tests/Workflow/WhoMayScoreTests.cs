using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Schemes;
using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow;

/// <summary>Every persona tries every indicator of some units as every source; what is saved is what the plan says.</summary>
public abstract class WhoMayScoreTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    private static readonly string[] ThirdPartyIndicators = ["1.3", "2.1", "3.1", "3.2", "3.3", "3.4", "8.3"];
    private static readonly string[] BureauIndicators = ["2.4", "6.2", "7.1"];
    private static readonly string[] Units = ["sijing", "yueyang", "caizhengju", "sifaju", "minzhengju"];

    public static TheoryData<string> Everybody => [.. Personas.Ids.Select(id => id.Value)];

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Each_scores_what_the_plan_gives_them_and_nothing_else(string person)
    {
        var edits = (from unit in Units
                     from indicator in Songjiang2022.Scheme.Indicators
                     from source in Enum.GetValues<Source>()
                     where indicator.AppliesToKind(Songjiang2022.Units.Single(u => u.Code.Value == unit).Kind)
                     select Records.Edit(unit, indicator.Code.Value, Best(indicator.Rule), source: source)).ToList();
        var outcomes = await Records.Record.Run(new(person), Records.Cycle, edits, stop: Stop);
        Assert.Equal(edits.Where(e => May(person, e.Unit.Value, e.Indicator.Value, e.Source)).Select(e => e.Id), outcomes.OfType<Saved>().Select(o => o.EditId));
        Assert.All(outcomes.OfType<Rejected>(), r => Assert.NotEmpty(r.Why));
    }

    [Fact]
    public async Task Finance_does_not_score_finance_but_the_office_does()
    {
        var edit = Records.Edit("caizhengju", "6.2", Findings.None);
        Assert.Contains("区政府办公室评定", Assert.IsType<Rejected>(await Records.EditAsync("bureau-finance", edit with { Source = Source.Bureau })).Why, StringComparison.Ordinal);
        Assert.IsType<Rejected>(await Records.EditAsync("bureau-finance", edit));
        Assert.Contains("区政府办公室", Records.Board.Find(edit.Unit, edit.Indicator)!.Score.Explanation, StringComparison.Ordinal);
        Assert.IsType<Saved>(await Records.EditAsync("reviewer-1", edit));
        Assert.Equal(5m, Assert.IsType<Awarded>(Records.Board.Find(edit.Unit, edit.Indicator)!.Score).Points);
    }

    [Fact]
    public async Task Nobody_scores_the_own_unit()
    {
        await Records.ChangeInRowsAsync(p => p with { Units = [new("sijing")] });
        foreach (var person in Personas.Ids)
        {
            var outcomes = await Records.Record.Run(person, Records.Cycle,
                [.. from i in Songjiang2022.Scheme.Indicators from s in Enum.GetValues<Source>() select Records.Edit("sijing", i.Code.Value, Best(i.Rule), source: s)], stop: Stop);
            Assert.All(outcomes, o => Assert.IsType<Rejected>(o));
        }
    }

    private static bool May(string person, string unit, string indicator, Source source)
    {
        string[] scoredByOthers = [.. ThirdPartyIndicators, .. BureauIndicators];
        var own = (indicator, unit) is ("2.4", "sifaju") or ("6.2", "caizhengju") or ("7.1", "minzhengju");
        return person switch
        {
            "reviewer-1" or "reviewer-2" => source is Source.Office && (own || !scoredByOthers.Contains(indicator)),
            "third-party" => source is Source.ThirdParty && ThirdPartyIndicators.Contains(indicator),
            "bureau-justice" => source is Source.Bureau && indicator == "2.4" && !own,
            "bureau-finance" => source is Source.Bureau && indicator == "6.2" && !own,
            "bureau-civil-affairs" => source is Source.Bureau && indicator == "7.1" && !own,
            _ => false,
        };
    }

    private static Observation Best(ScoringRule rule) => rule switch
    {
        Tiers => new Level(1),
        Deduction => Findings.None,
        Conversion => new Mark(100, 100),
        _ => new Judged(rule.MaxPoints, ""),
    };
}

public sealed class WhoMayScoreOnSqliteTests(Databases databases) : WhoMayScoreTests(Provider.Sqlite, databases);

public sealed class WhoMayScoreOnPostgresTests(Databases databases) : WhoMayScoreTests(Provider.Postgres, databases);
