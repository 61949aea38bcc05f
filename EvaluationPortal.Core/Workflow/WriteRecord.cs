using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>A 日常记录 as somebody typed it.</summary>
/// <param name="Id">Made where it was typed: a repeat is the record that is there.</param>
/// <param name="Files">Of the unit's files of 日常记录.</param>
public sealed record TypedRecord(Guid Id, UnitCode Unit, DateOnly Day, string What, string From, string Link, Attached<RecordFile> Files = default);

/// <summary>日常记录: the office notes facts about units all year, changes and withdraws them with a reason. What was there before stays on the trail.</summary>
public sealed class WriteRecord(Ledger ledger, LiveScoreboards live, LiveRecords records, People people)
{
    /// <summary>登记.</summary>
    public Task<Permit> Add(PersonId by, TypedRecord typed, CancellationToken stop = default) => Run(by, typed.Id, 0, AuditKinds.RecordAdded, null, (person, now, standing) =>
    {
        // Sent twice, because the first answer was lost.
        if (standing is not null) return (Granted.Yes, standing);
        return Taken(person, typed, now);
    }, stop);

    /// <summary>修改, with a reason.</summary>
    /// <param name="seen">The record's version that the page showed.</param>
    public Task<Permit> Change(PersonId by, TypedRecord typed, string reason, long seen, CancellationToken stop = default)
    {
        var (why, fault) = GivenReason.Read(reason, "修改的原因");
        return Run(by, typed.Id, seen, AuditKinds.RecordChanged, why, (person, now, standing) =>
        {
            if (AskToTouch(person, standing) is Denied denied) return (denied, null);
            return fault is not null ? (fault, null) : Taken(person, typed, now);
        }, stop);
    }

    /// <summary>撤回, with a reason; it is proposed no more. What was drawn from it stands until somebody changes that.</summary>
    /// <param name="seen">The record's version that the page showed.</param>
    public Task<Permit> Withdraw(PersonId by, Guid id, string reason, long seen, CancellationToken stop = default)
    {
        var (why, fault) = GivenReason.Read(reason, "撤回的原因");
        return Run(by, id, seen, AuditKinds.RecordWithdrawn, why, (person, now, standing) =>
            AskToTouch(person, standing) is Denied denied ? (denied, null) : fault is not null ? (fault, null) : (Granted.Yes, standing! with { Withdrawn = why, By = person.Id, At = now }), stop);
    }

    private async Task<Permit> Run(PersonId by, Guid id, long seen, string kind, string? reason, Func<Person, DateTime, DailyRecord?, (Permit Answer, DailyRecord? After)> write, CancellationToken stop)
    {
        var done = await ledger.Write(async transaction =>
        {
            var row = await transaction.Db.DailyRecords.SingleOrDefaultAsync(r => r.Id == id, stop);
            var standing = row is null ? null : StoredRecords.Record(row);
            var (answer, after) = await people.FindNow(transaction.Db, by, stop) is { } person ? write(person, transaction.Now, standing) : (new Denied(People.Gone), null);
            if (answer.IsGranted && after != standing && standing is not null && standing.Version != seen) answer = new Denied("这条日常记录刚被他人修改，您看到的已不是最新内容。请核对后再改。");
            if (answer.IsGranted && after is not null && !await AreThere(transaction.Db, after, standing, stop)) answer = new Denied("没有这份附件，或它属于另一个单位，请重新上传。");
            if (!answer.IsGranted || after == standing)
            {
                transaction.Abandon();
                return answer;
            }
            Keep(transaction, by, kind, row, after!, reason);
            return answer;
        }, stop);
        if (done.IsGranted) records.Changed();
        return done;
    }

    /// <summary>Writes the record and its entry; what may be written was asked.</summary>
    /// <param name="row">The record's row; null for a new one.</param>
    /// <param name="batch">Of the import it came with; null for one typed.</param>
    internal static void Keep(LedgerTransaction transaction, PersonId by, string kind, DailyRecordRow? row, DailyRecord after, string? reason, Guid? batch = null)
    {
        var text = StoredRecords.Write(after);
        var version = transaction.Append(by, kind, entry => (entry.Unit, entry.Before, entry.After, entry.Reason, entry.Batch) = (after.Unit.Value, row?.Record, text, reason, batch));
        if (row is not null) (row.Unit, row.Record, row.Version) = (after.Unit.Value, text, version);
        else transaction.Db.DailyRecords.Add(new() { Id = after.Id, Unit = after.Unit.Value, Record = text, Version = version });
    }

    /// <summary>Whether each file that the record names anew is one of its unit's files of 日常记录.</summary>
    private static async Task<bool> AreThere(PortalDbContext db, DailyRecord after, DailyRecord? standing, CancellationToken stop)
    {
        foreach (var file in after.Files.All.Except(standing is not null && standing.Unit == after.Unit ? standing.Files.All : []))
        {
            if (!await db.Evidence.AnyAsync(e => e.Id == file.Id && e.Cycle == file.Cycle && e.Unit == after.Unit.Value && e.About == EvidenceAbout.Record && e.RemovedAt == null, stop)) return false;
        }
        return true;
    }

    private Permit AskToTouch(Person person, DailyRecord? standing) =>
        standing is null ? new Denied("没有这条日常记录。")
        : PermissionTable.Ask(person, Permission.KeepRecords, Find(standing.Unit)) is Denied denied ? denied
        : standing.Withdrawn is not null ? new Denied("这条日常记录已撤回，不能再改。") : Granted.Yes;

    private (Permit Answer, DailyRecord? After) Taken(Person person, TypedRecord typed, DateTime now)
    {
        var (what, from, link) = (TextGate.Clean(typed.What), TextGate.Clean(typed.From), TextGate.Clean(typed.Link));
        if (PermissionTable.Ask(person, Permission.KeepRecords) is Denied general) return (general, null);
        if (Find(typed.Unit) is not { } unit) return (new Denied("请选择单位。"), null);
        if (PermissionTable.Ask(person, Permission.KeepRecords, unit) is Denied denied) return (denied, null);
        var fault = typed.Day > ChinaTime.Day(now) ? "日期不能晚于今天。"
            : what.Length == 0 ? "请写明事实。"
            : typed.Files.All.Length > Attached<RecordFile>.Most ? $"附件最多{Attached<RecordFile>.Most}个。"
            : from.Length > DailyRecord.MostFrom ? $"来源最多{DailyRecord.MostFrom}个字。"
            : TextGate.TooLong(what, "事实") ?? TextGate.TooLong(link, "网址");
        return fault is not null ? (new Denied(fault), null)
            : (Granted.Yes, new(typed.Id, unit.Code, typed.Day, what, from.Length == 0 ? null : from, link.Length == 0 ? null : link, null, person.Id, now, 0) { Files = typed.Files });
    }

    /// <summary>The unit in the newest cycle that has it.</summary>
    private Unit? Find(UnitCode unit) => live.Cycles.Select(code => live.Find(code)?.Cycle.Find(unit)).FirstOrDefault(found => found is not null);
}
