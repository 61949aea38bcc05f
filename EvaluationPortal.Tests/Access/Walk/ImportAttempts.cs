using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Workflow;

namespace EvaluationPortal.Tests.Access.Walk;

/// <summary>Use cases about files that are read in, each tried on a batch of the person's own, or on one of somebody else's.</summary>
internal static class ImportAttempts
{
    private static readonly PersonId Office = new("reviewer-2");

    public static IReadOnlyDictionary<string, Attempt> All { get; } = new Dictionary<string, Attempt>
    {
        ["StageImport.Ask"] = async (portal, by) => await CycleAttempts.NewAsync(portal, Stage.Review) is var cycle && Enum.GetValues<ImportKind>().Any(kind => StageImport.Ask(portal.OnPage(by), cycle, kind).IsGranted),
        ["StageImport.Run"] = async (portal, by) => await OwnAsync(portal, by, (await CycleAttempts.NewAsync(portal, Stage.Review)).Code) is not null,
        ["ReadImports.List"] = async (portal, by) => await StagedAsync(portal) is var (cycle, _) && !(await portal.Use<ReadImports>().List(by, cycle)).IsEmpty,
        ["ReadImports.Find"] = async (portal, by) => await StagedAsync(portal) is var (cycle, id) && await portal.Use<ReadImports>().Find(by, cycle, id) is not null,
        ["AnswerImport.Unit"] = (portal, by) => OnOwnAsync(portal, by, async (cycle, id) => (await portal.Use<AnswerImport>().Unit(by, cycle, id, "某局", FilingAttempts.Unit, 1)).IsGranted),
        ["AnswerImport.Reason"] = (portal, by) => OnOwnAsync(portal, by, async (cycle, id) => (await portal.Use<AnswerImport>().Reason(by, cycle, id, "理由", 1)).IsGranted),
        ["AnswerImport.Discard"] = (portal, by) => OnOwnAsync(portal, by, async (cycle, id) => (await portal.Use<AnswerImport>().Discard(by, cycle, id, 1)).IsGranted),
        ["ApplyImport.Run"] = (portal, by) => OnOwnAsync(portal, by, async (cycle, id) => (await ApplyAsync(portal, by, cycle, id)).IsGranted),
        ["TakeBackImport.Run"] = async (portal, by) =>
        {
            var (cycle, id) = await StagedAsync(portal);
            Assert.True((await ApplyAsync(portal, Office, cycle, id)).IsGranted);
            return (await portal.Use<TakeBackImport>().Run(by, cycle, id, 2)).IsGranted;
        },
    };

    /// <summary>A batch of somebody of the office, in a new cycle.</summary>
    private static async Task<(string Cycle, Guid Id)> StagedAsync(WalkedPortal portal)
    {
        var cycle = (await CycleAttempts.NewAsync(portal, Stage.Review)).Code;
        return (cycle, (await OwnAsync(portal, Office, cycle))!.Value);
    }

    /// <summary>Tries it on a batch that the person read in; false where that was refused already.</summary>
    private static async Task<bool> OnOwnAsync(WalkedPortal portal, PersonId by, Func<string, Guid, Task<bool>> attempt)
    {
        var cycle = (await CycleAttempts.NewAsync(portal, Stage.Review)).Code;
        return await OwnAsync(portal, by, cycle) is { } id && await attempt(cycle, id);
    }

    private static async Task<Guid?> OwnAsync(WalkedPortal portal, PersonId by, string cycle)
    {
        foreach (var (kind, row) in Rows())
        {
            if ((await portal.Use<StageImport>().Run(by, cycle, kind, "结果.xlsx", "0", new([row], [], null))).Id is { } id) return id;
        }
        return null;
    }

    /// <summary>A row that each of those who score may have; the bureau's is of the indicator of the one that walks.</summary>
    private static IEnumerable<(ImportKind, ImportedRow)> Rows() =>
    [
        (ImportKind.BoardScores, new("B3", FilingAttempts.Unit.Value, new("1.4"), "5")),
        (ImportKind.ThirdPartyScores, new("B3", FilingAttempts.Unit.Value, new("1.3"), "90/100", new Mark(90, 100))),
        (ImportKind.BureauResult, new("B3", FilingAttempts.Unit.Value, new(ScoringAttempts.Indicators.Single(IsOfBureau)), "1", new Level(1))),
    ];

    private static bool IsOfBureau(string indicator) => Schemes.Songjiang2022.Indicator(indicator).Assessor is Source.Bureau;

    private static async Task<Core.Access.Permit> ApplyAsync(WalkedPortal portal, PersonId by, string cycle, Guid id)
    {
        var read = portal.Use<ReadImports>();
        return await read.Find(by, cycle, id) is { } batch ? await portal.Use<ApplyImport>().Run(by, cycle, await read.Preview(portal.OnPage(by), batch)) : new Core.Access.Denied(ReadImports.Unknown);
    }
}
