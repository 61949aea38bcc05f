using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Core.Access;

/// <summary>Who may read which files in. What one of its rows may change is asked cell by cell, as if it were typed.</summary>
public static class ImportRules
{
    /// <summary>The kinds that are the person's to read in; none for who scores nothing.</summary>
    public static ImmutableArray<ImportKind> KindsOf(Person person) => [.. Enum.GetValues<ImportKind>().Where(kind => Ask(person, kind).IsGranted)];

    /// <summary>Whether the person may read in files of that kind.</summary>
    public static Permit Ask(Person person, ImportKind kind)
    {
        if (PermissionTable.Ask(person, Permission.ImportFiles) is Denied denied) return denied;
        var office = PermissionTable.Ask(person, Permission.ScoreOffice);
        return kind switch
        {
            // The office too: it enters for those who have no access (代录).
            ImportKind.ThirdPartyScores => office.IsGranted ? office : PermissionTable.Ask(person, Permission.ScoreThirdParty),
            ImportKind.BureauResult => office.IsGranted ? office : PermissionTable.Ask(person, Permission.ScoreBureau),
            ImportKind.BoardScores or ImportKind.SiteFindings => office,
            _ => new Denied($"没有“{kind}”这种导入。"),
        };
    }

    /// <summary>Whether the person may see a batch: who read it in, and the office all.</summary>
    public static Permit AskToSee(Person person, ImportBatch batch) =>
        batch.By == person.Id ? Ask(person, batch.Kind) : PermissionTable.Ask(person, Permission.ScoreOffice) is Denied ? new Denied("这一批是他人导入的，您不能查看。") : Granted.Yes;

    /// <summary>Whether the person may answer what was asked about a batch, apply or discard it.</summary>
    public static Permit AskToApply(Person person, ImportBatch batch) =>
        Ask(person, batch.Kind) is Denied denied ? denied
        : batch.By != person.Id ? new Denied("这一批是他人导入的，由导入的人应用或放弃。")
        : batch.Standing.State is ImportState.Staged ? Granted.Yes : new Denied($"这一批{batch.Standing.State.Text()}，不能再应用或放弃。");

    /// <summary>Whether the person may take a batch back; whether each cell may be changed is asked besides.</summary>
    public static Permit AskToTakeBack(Person person, ImportBatch batch) =>
        AskToSee(person, batch) is Denied denied ? denied
        : batch.Standing.State is ImportState.Applied ? Granted.Yes : new Denied($"这一批{batch.Standing.State.Text()}，没有可撤回的改动。");
}
