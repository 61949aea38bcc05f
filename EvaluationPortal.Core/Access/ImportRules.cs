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
            ImportKind.SelfReport => new Denied("自查填报表请在本单位的自查填报页面读入。"),
            _ => new Denied($"没有“{kind}”这种导入。"),
        };
    }

    /// <summary>Whether the person may see a batch: who read it in, and the office all; a self-report's its unit's people alone.</summary>
    public static Permit AskToSee(Person person, ImportBatch batch) =>
        batch.Unit is { } unit ? AskOf(person, unit, Permission.FileSelfReport, Permission.CheckSelfReport)
        : batch.By == person.Id ? Ask(person, batch.Kind) : PermissionTable.Ask(person, Permission.ScoreOffice) is Denied ? new Denied("这一批是他人导入的，您不能查看。") : Granted.Yes;

    /// <summary>Whether the person may answer what was asked about a batch, apply or discard it.</summary>
    public static Permit AskToApply(Person person, ImportBatch batch) =>
        AskToReadIn(person, batch) is Denied denied ? denied
        : batch.By != person.Id ? new Denied("这一批是他人导入的，由导入的人应用或放弃。")
        : batch.Standing.State is ImportState.Staged ? Granted.Yes : new Denied($"这一批{batch.Standing.State.Text()}，不能再应用或放弃。");

    /// <summary>Whether the person may take a batch back; whether each cell may be changed is asked besides. A self-report's: whoever writes it.</summary>
    public static Permit AskToTakeBack(Person person, ImportBatch batch) =>
        (batch.Unit is null ? AskToSee(person, batch) : AskToReadIn(person, batch)) is Denied denied ? denied
        : batch.Standing.State is ImportState.Applied ? Granted.Yes : new Denied($"这一批{batch.Standing.State.Text()}，没有可撤回的改动。");

    private static Permit AskToReadIn(Person person, ImportBatch batch) => batch.Unit is { } unit ? AskOf(person, unit, Permission.FileSelfReport) : Ask(person, batch.Kind);

    private static Permit AskOf(Person person, UnitCode unit, params ReadOnlySpan<Permission> permissions)
    {
        foreach (var permission in permissions)
        {
            if (PermissionTable.Ask(person, permission).IsGranted) return person.BelongsTo(unit) ? Granted.Yes : new Denied("这一批是其他单位的自查填报，您不能查看。");
        }
        return PermissionTable.Ask(person, permissions[0]);
    }
}
