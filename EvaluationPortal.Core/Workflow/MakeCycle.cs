using System.Text.RegularExpressions;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>An administrator makes a new cycle (考核年度) from an adopted table and another cycle's units and rules; or a copy of a year to practise on (演练).</summary>
public sealed partial class MakeCycle(Ledger ledger, LiveScoreboards live, People people)
{
    /// <summary>Makes it, in the stage 年度准备 and without deadlines.</summary>
    /// <param name="code">A year, e.g. <c>2023</c>; for practice with a name behind it, e.g. <c>2022-trial</c>.</param>
    /// <param name="scheme">Digest of the table it is scored by.</param>
    /// <param name="from">Code of the cycle whose units and rules it starts with.</param>
    public async Task<Permit> Run(PersonId by, string code, string name, string scheme, string from, CancellationToken stop = default)
    {
        if (live.Find(from) is not { } source) return new Denied($"没有考核年度“{from}”。");
        var made = await ledger.Write(async transaction =>
        {
            var permit = await Ask(transaction, by, code, TextGate.Clean(name), scheme, source.Cycle, stop);
            if (permit.IsGranted) await Add(transaction, by, code, TextGate.Clean(name), scheme, source.Cycle, stop);
            else transaction.Abandon();
            return permit;
        }, stop).ConfigureAwait(false); // The other screens do not wait for the page that made it.
        if (made.IsGranted) await live.Reload(code, CancellationToken.None);
        return made;
    }

    private async Task<Permit> Ask(LedgerTransaction transaction, PersonId by, string code, string name, string scheme, Cycle source, CancellationToken stop)
    {
        if (await people.FindNow(transaction.Db, by, stop) is not { } person) return new Denied(People.Gone);
        if (PermissionTable.Ask(person, Permission.ManageCycle) is Denied denied) return denied;
        if (!CodeForm().IsMatch(code)) return new Denied($"考核年度的代码“{code}”无效：四位年份，如2023；演练年度在年份后加连字符和小写字母或数字，如2023-trial。");
        if (name.Length is 0 or > 60) return new Denied("考核年度的名称为1至60个字。");
        if (await transaction.Db.Cycles.AnyAsync(c => c.Code == code, stop)) return new Denied($"考核年度“{code}”已经存在。");
        if (await StoredSchemes.Find(transaction.Db, scheme, stop) is not { } table) return new Denied("没有采用过这张考核评估表，请先采用。");
        return ChangeUnits.Faults(table, source.Units) is [var fault, ..] ? new Denied($"{source.Name}的单位名单不能用于{table.Name}：{fault}") : Granted.Yes;
    }

    private static async Task Add(LedgerTransaction transaction, PersonId by, string code, string name, string scheme, Cycle source, CancellationToken stop)
    {
        var table = (await StoredSchemes.Find(transaction.Db, scheme, stop))!;
        var settings = source.Settings with
        {
            Period = null,
            Deadlines = Deadlines.None,
            FullMarks = source.Settings.FullMarks.RemoveRange(source.Settings.FullMarks.Keys.Where(i => table.Find(i) is null)),
            Applicability = [.. source.Settings.Applicability.Where(a => table.Find(a.Indicator) is not null)],
            Raters = source.Settings.Raters.RemoveRange(source.Settings.Raters.Where(r => RatingRules.Fault(table, r.Key, r.Value) is not null).Select(r => r.Key)),
            Confirmations = [],
            Adjustments = [],
            ProposedTable = null,
            IsRehearsal = code.Contains('-', StringComparison.Ordinal),
        };
        OpenCycle.Add(transaction, by, new() { Code = code, Name = name, Stage = Stage.Setup, SchemeDigest = scheme, Settings = StoredJson.Write(settings), Version = 0 }, [.. source.Units.Select(u => u with { Predecessors = [] })]);
    }

    [GeneratedRegex("^(19|20)[0-9]{2}(-[a-z0-9]{1,20})?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeForm();
}
