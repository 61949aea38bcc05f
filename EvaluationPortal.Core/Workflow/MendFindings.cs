using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>设定整改期限: the office sets the day that findings are to be mended by.</summary>
public sealed class DateMending(MendingChange mendings)
{
    /// <summary>Sets it for all of them, or for none.</summary>
    /// <param name="due">Null takes the date away.</param>
    public Task<Permit> Run(PersonId by, string cycle, IReadOnlyList<FindingSeen> findings, DateOnly? due, CancellationToken stop = default) => mendings.Run(
        by, cycle, findings, AuditKinds.MendingDated, null,
        open => (
            MendingRules.AskToDate(open.Person, open.Cycle, open.Listed) is Denied denied ? denied
            : due < ChinaTime.Day(open.Transaction.Now) ? new Denied("整改期限不能早于今天。") : Granted.Yes,
            open.Listed.Mending with { Due = due }),
        null, stop);
}

/// <summary>报告整改: the unit's liaison says what was mended, and where that can be seen.</summary>
public sealed class ReportMending(MendingChange mendings)
{
    /// <summary>Reports it.</summary>
    /// <param name="link">An address; empty for none.</param>
    /// <param name="files">Of the unit's files on the mending of that indicator's findings.</param>
    public Task<Permit> Run(PersonId by, string cycle, FindingSeen finding, string report, string link, Attached<Guid> files = default, CancellationToken stop = default)
    {
        var (said, shown) = (TextGate.Clean(report), TextGate.Clean(link));
        return mendings.Run(by, cycle, [finding], AuditKinds.MendingReported, null, open => (
            MendingRules.AskToReport(open.Person, open.Cycle, open.Listed) is Denied denied ? denied
            : said.Length == 0 ? new Denied("请写明整改情况。")
            : (TextGate.TooLong(said, "整改情况") ?? TextGate.TooLong(shown, "网址")) is { } fault ? new Denied(fault)
            : files.All.Length > Attached<Guid>.Most ? new Denied($"附件最多{Attached<Guid>.Most}个。")
            : !files.All.All(file => IsThere(open, file)) ? new Denied(RemoveEvidence.Unknown)
            : Granted.Yes,
            open.Listed.Mending with { State = MendingState.Reported, Report = said, Link = shown.Length == 0 ? null : shown, Files = files, Reason = null }), null, stop);
    }

    private static bool IsThere(OpenFinding open, Guid file) => open.Transaction.Db.Evidence.Any(e =>
        e.Id == file && e.Cycle == open.Cycle.Code && e.Unit == open.Listed.Unit.Code.Value && e.Indicator == open.Listed.Indicator.Code.Value && e.About == EvidenceAbout.Mending && e.RemovedAt == null);
}

/// <summary>核对整改: the office closes a finding (销号) or gives it back (退回整改).</summary>
public sealed class CheckMending(MendingChange mendings)
{
    /// <summary>销号. Where the cycle restores points, the finding takes none off any more, unless the result is fixed.</summary>
    public Task<Permit> Close(PersonId by, string cycle, FindingSeen finding, CancellationToken stop = default) => mendings.Run(
        by, cycle, [finding], AuditKinds.MendingClosed, null,
        open => (MendingRules.AskToClose(open.Person, open.Cycle, open.Listed) is Denied denied ? denied : (open.Cycle.Settings.MendingRestoresPoints ? Locked(open) : null) ?? (Permit)Granted.Yes, open.Listed.Mending with { State = MendingState.Closed, Reason = null }),
        open => Scores(open) && open.Cycle.Settings.MendingRestoresPoints ? open.Listed.Fact.Finding with { Mended = ChinaTime.Day(open.Transaction.Now), Confirmed = true } : open.Listed.Fact.Finding, stop);

    /// <summary>退回整改, with a reason; one that was closed by mistake too, which takes its points off again.</summary>
    public Task<Permit> Reopen(PersonId by, string cycle, FindingSeen finding, string reason, CancellationToken stop = default)
    {
        var (why, fault) = GivenReason.Read(reason, "退回整改的原因");
        return mendings.Run(by, cycle, [finding], AuditKinds.MendingReopened, why,
            open => (MendingRules.AskToReopen(open.Person, open.Cycle, open.Listed) is Denied denied ? denied : fault ?? (open.Listed.Fact.Finding.Mended is null ? null : Locked(open)) ?? (Permit)Granted.Yes, open.Listed.Mending with { State = MendingState.Open, Reason = why }),
            open => Scores(open) ? open.Listed.Fact.Finding with { Mended = null } : open.Listed.Fact.Finding, stop);
    }

    /// <summary>Why the points of the cell may not move now.</summary>
    private static Denied? Locked(OpenFinding open) => !Scores(open) ? null
        : open.Cycle.Settings.LockOf(open.Listed.Unit.Code, open.Listed.Indicator.Code) is { } confirmed ? new Denied($"{confirmed.TextIn(open.Cycle)}，销号会改变得分，请先由考评组长解锁。")
        : open.Listed.Unit.Adjustments.ContainsKey(open.Listed.Indicator.Code) ? new Denied($"{open.Listed.Unit.Name}的{open.Listed.Indicator.Code}已核定调整，销号会改变得分，请先由考评组长撤销调整。") : null;

    /// <summary>Once the result is fixed, mending stays apart from it.</summary>
    private static bool Scores(OpenFinding open) => StageTable.Ask(open.Cycle, CycleCommand.Score).IsGranted;
}
