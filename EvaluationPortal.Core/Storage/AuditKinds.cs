namespace EvaluationPortal.Core.Storage;

/// <summary>The kinds of entries there are. Those that change rows come first; the others tell what people did and change nothing.</summary>
public static partial class AuditKinds
{
    /// <summary>A cycle was made; after: the cycle with its table's digest and its units.</summary>
    public const string CycleOpened = "cycle-opened";

    /// <summary>A cycle's stage, table, settings or units changed; before and after as for <see cref="CycleOpened"/>.</summary>
    public const string CycleChanged = "cycle-changed";

    /// <summary>确认: the chief confirmed a column or a unit, named by indicator or unit; before and after of these two as for <see cref="CycleOpened"/>.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>解锁: a confirmation was taken back; the reason says why.</summary>
    public const string Unlocked = "unlocked";

    /// <summary>提出核定调整 of a cell; before and after of these three as for <see cref="CycleOpened"/>, the reason says from what to what and why.</summary>
    public const string AdjustmentProposed = "adjustment-proposed";

    /// <summary>批准核定调整: from here on it counts.</summary>
    public const string AdjustmentApproved = "adjustment-approved";

    /// <summary>驳回核定调整, or taken back by who proposed it.</summary>
    public const string AdjustmentRejected = "adjustment-rejected";

    /// <summary>An assessment was written; before and after: observations, null for none.</summary>
    public const string Assessed = "assessed";

    /// <summary>A person was added; after: <see cref="StoredPeople"/>'s text. The person is in <see cref="AuditEntry.Subject"/>, as for all about people.</summary>
    public const string PersonAdded = "person-added";

    /// <summary>A person's name, roles, units or state changed; before and after as for <see cref="PersonAdded"/>.</summary>
    public const string PersonChanged = "person-changed";

    /// <summary>Everything of one person went to another: an entry for each of the two, before and after as for <see cref="PersonAdded"/>; the reason names the other.</summary>
    public const string HandedOver = "handed-over";

    /// <summary>批量导入: a list of people was written; the entries of its batch say whom it made and changed, the reason how many.</summary>
    public const string PeopleListed = "people-listed";

    /// <summary>撤回批量导入: what nobody had changed since was put back; the reason says how many, and names who was left.</summary>
    public const string PeopleListTakenBack = "people-list-taken-back";

    /// <summary>A table was adopted; after: <see cref="EventDetails"/>, as for all below, with the digest of its file and its name.</summary>
    public const string SchemeAdopted = "scheme-adopted";

    /// <summary>An administrator gave a person a login name and a first password.</summary>
    public const string PasswordGiven = "password-given";

    /// <summary>A person chose a new password.</summary>
    public const string PasswordChanged = "password-changed";

    /// <summary>A password was taken away, as the person became an administrator.</summary>
    public const string PasswordRemoved = "password-removed";

    /// <summary>A sign-in's password was right, and another step is to follow; the reason says which. Whoever goes no further knows the password all the same.</summary>
    public const string PasswordPassed = "password-passed";

    /// <summary>A person set up an authenticator.</summary>
    public const string AuthenticatorSet = "authenticator-set";

    /// <summary>An authenticator was removed, by the person or an administrator.</summary>
    public const string AuthenticatorRemoved = "authenticator-removed";

    /// <summary>Too many wrong passwords or codes: the account is locked for a while.</summary>
    public const string LockedOut = "locked-out";

    /// <summary>A sign-in provider's identity was tied to a person.</summary>
    public const string LoginLinked = "login-linked";

    /// <summary>An administrator untied a sign-in provider's identity from a person.</summary>
    public const string LoginUnlinked = "login-unlinked";

    /// <summary>A session was ended by somebody else, by idleness, age, or a newer one; the reason says which.</summary>
    public const string SessionEnded = "session-ended";

    /// <summary>Somebody signed in.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Somebody signed out.</summary>
    public const string SignedOut = "signed-out";

    /// <summary>A sign-in was refused; the reason says why.</summary>
    public const string SignInRefused = "sign-in-refused";

    /// <summary>A unit's report card was handed out.</summary>
    public const string ReportCardDownloaded = "report-card-downloaded";

    /// <summary>A download of all report cards began.</summary>
    public const string ReportCardsDownloaded = "report-cards-downloaded";

    /// <summary>Report cards are written by the command line.</summary>
    public const string ReportCardsExported = "report-cards-exported";

    /// <summary>A spreadsheet of scores was handed out; after names the file.</summary>
    public const string SheetExported = "sheet-exported";

    /// <summary>A file that was read in was applied to the board: its changes are the entries of the same batch before it; the reason sums up.</summary>
    public const string ImportApplied = "import-applied";

    /// <summary>A file that was applied was taken back; the batch is the file's, the reason sums up.</summary>
    public const string ImportTakenBack = "import-taken-back";

    /// <summary>A download of the trail itself began.</summary>
    public const string TrailExported = "trail-exported";

    /// <summary>A file of evidence was added; after: <c>StoredEvidence</c>'s text.</summary>
    public const string EvidenceAdded = "evidence-added";

    /// <summary>A file of evidence was removed; before: as for <see cref="EvidenceAdded"/>.</summary>
    public const string EvidenceRemoved = "evidence-removed";

    /// <summary>A file of evidence was handed out.</summary>
    public const string EvidenceDownloaded = "evidence-downloaded";

    /// <summary>送审: a unit's self-report went to its 审核人; before and after of these five: <see cref="StoredSelfReports"/>'s text of where it stands.</summary>
    public const string SelfReportSent = "self-report-sent";

    /// <summary>撤回: taken back from the 审核人.</summary>
    public const string SelfReportTakenBack = "self-report-taken-back";

    /// <summary>退回修改: the 审核人 gave it back to be changed.</summary>
    public const string SelfReportSentBack = "self-report-sent-back";

    /// <summary>报送: the self-report was filed; after names number and digest of the version.</summary>
    public const string SelfReportFiled = "self-report-filed";

    /// <summary>退回补正: the office returned one indicator.</summary>
    public const string IndicatorReturned = "indicator-returned";

    /// <summary>The office accepted a unit's 零报告 or 不涉及; before: the claim; after: <see cref="EventDetails"/> with the number of the version.</summary>
    public const string ClaimAccepted = "claim-accepted";

    /// <summary>It rejected one, with a reason; the rest as for <see cref="ClaimAccepted"/>.</summary>
    public const string ClaimRejected = "claim-rejected";

    /// <summary>评分口径: a note on how to read an indicator; its text is the reason.</summary>
    public const string NoteWritten = "note-written";

    /// <summary>设定整改期限; before and after of these five: <see cref="StoredMendings"/>'s text of how far a finding is mended.</summary>
    public const string MendingDated = "mending-dated";

    /// <summary>报告整改: the unit says what it mended.</summary>
    public const string MendingReported = "mending-reported";

    /// <summary>销号: the office has checked it.</summary>
    public const string MendingClosed = "mending-closed";

    /// <summary>退回整改: the office gave it back, with a reason.</summary>
    public const string MendingReopened = "mending-reopened";

    /// <summary>A finding was taken out of its cell, and its mending with it; no after.</summary>
    public const string MendingDropped = "mending-dropped";

    /// <summary>A 日常记录 was written; after of these three: <see cref="StoredRecords"/>'s text.</summary>
    public const string RecordAdded = "record-added";

    /// <summary>A 日常记录 was changed, with a reason.</summary>
    public const string RecordChanged = "record-changed";

    /// <summary>A 日常记录 was withdrawn, with a reason.</summary>
    public const string RecordWithdrawn = "record-withdrawn";

    /// <summary>Entries that change how far a finding is mended.</summary>
    public static bool IsOfMending(string kind) => kind is MendingDated or MendingReported or MendingClosed or MendingReopened or MendingDropped;

    /// <summary>Entries that change a 日常记录.</summary>
    public static bool IsOfRecord(string kind) => kind is RecordAdded or RecordChanged or RecordWithdrawn;

    /// <summary>Entries that change where a self-report stands.</summary>
    public static bool IsOfSelfReport(string kind) => kind is SelfReportSent or SelfReportTakenBack or SelfReportSentBack or SelfReportFiled or IndicatorReturned;

    /// <summary>报送评估结果 of a bureau or the third party; before and after of these four: <see cref="StoredDeliveries"/>'s text.</summary>
    public const string ResultDelivered = "result-delivered";

    /// <summary>退回评估结果: the office gave it back, with a reason.</summary>
    public const string ResultReturned = "result-returned";

    /// <summary>开始代录: the office enters scores in the assessor's place, by the basis named.</summary>
    public const string EntryBegun = "entry-begun";

    /// <summary>结束代录.</summary>
    public const string EntryEnded = "entry-ended";

    /// <summary>Entries that change where a delivery stands.</summary>
    public static bool IsOfDelivery(string kind) => kind is ResultDelivered or ResultReturned or EntryBegun or EntryEnded;

    /// <summary>Entries that change a cycle's row and hold the whole cycle before and after.</summary>
    public static bool IsOfCycle(string kind) => kind is CycleOpened or CycleChanged or Confirmed or Unlocked or AdjustmentProposed or AdjustmentApproved or AdjustmentRejected;

    /// <summary>All of them, in the order lists show them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Assessed, ImportApplied, ImportTakenBack, Confirmed, Unlocked, AdjustmentProposed, AdjustmentApproved, AdjustmentRejected, SelfReportSent, SelfReportTakenBack, SelfReportSentBack, SelfReportFiled, IndicatorReturned, ClaimAccepted, ClaimRejected, NoteWritten, MendingDated, MendingReported, MendingClosed, MendingReopened, MendingDropped, RecordAdded, RecordChanged, RecordWithdrawn, ResultDelivered, ResultReturned, EntryBegun, EntryEnded, EvidenceAdded, EvidenceRemoved, CycleOpened, CycleChanged, SchemeAdopted,
        PersonAdded, PersonChanged, PeopleListed, PeopleListTakenBack, HandedOver, PasswordGiven, PasswordChanged, PasswordRemoved, AuthenticatorSet, AuthenticatorRemoved, LockedOut, LoginLinked, LoginUnlinked, SessionEnded,
        PasswordPassed, SignedIn, SignedOut, SignInRefused, ReportCardDownloaded, ReportCardsDownloaded, ReportCardsExported, EvidenceDownloaded, SheetExported, TrailExported,
    ];

    /// <summary>Entries of that kind carry <see cref="EventDetails"/>.</summary>
    public static bool IsEvent(string kind) =>
        kind is not (Assessed or EvidenceAdded or EvidenceRemoved or PersonAdded or PersonChanged or HandedOver) && !IsOfSelfReport(kind) && !IsOfCycle(kind) && !IsOfDelivery(kind) && !IsOfMending(kind) && !IsOfRecord(kind);
}
