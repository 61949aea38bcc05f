using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Storage;

/// <summary>The one row that orders everything: the last sequence number and the hash of its entry.</summary>
public sealed class AuditHead
{
    public const int OnlyId = 1;
    public int Id { get; set; } = OnlyId;
    public long Sequence { get; set; }
    public string Hash { get; set; } = "";
}

/// <summary>An adopted table, known by the SHA-256 of its file.</summary>
public sealed class SchemeRow
{
    public required string Digest { get; set; }
    public required string Code { get; set; }

    /// <summary>The file as it was adopted.</summary>
    public required byte[] File { get; set; }
}

/// <summary>A cycle as stored.</summary>
public sealed class CycleRow
{
    public required string Code { get; set; }
    public required string Name { get; set; }
    public required Stage Stage { get; set; }
    public required string SchemeDigest { get; set; }

    /// <summary><see cref="CycleSettings"/> as JSON.</summary>
    public required string Settings { get; set; }

    public required long Version { get; set; }
}

/// <summary>A unit as it stands in one cycle.</summary>
public sealed class UnitRow
{
    public required string Cycle { get; set; }
    public required string Code { get; set; }
    public required string Name { get; set; }

    /// <summary>JSON array.</summary>
    public required string ShortNames { get; set; }

    /// <summary>JSON array of codes of the cycle before; null for none.</summary>
    public string? Predecessors { get; set; }

    public required string Kind { get; set; }
    public required string RankingGroup { get; set; }
    public required int Order { get; set; }
}

/// <summary>One source's observation for one unit and indicator: the latest, its history is in the audit trail.</summary>
public sealed class AssessmentRow
{
    public required string Cycle { get; set; }
    public required string Unit { get; set; }
    public required string Indicator { get; set; }
    public required Source Source { get; set; }

    /// <summary>Canonical JSON; null when taken back.</summary>
    public string? Observation { get; set; }

    public string? Reason { get; set; }
    public required string By { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; set; }

    /// <summary>Sequence number of the audit entry that last changed the row.</summary>
    public required long Version { get; set; }
}

/// <summary>A person as stored; who may sign in with a password also has an <see cref="Account"/> of the same id.</summary>
public sealed class PersonRow
{
    public required string Id { get; set; }
    public required string Name { get; set; }

    /// <summary><see cref="Access.Person"/> as JSON.</summary>
    public required string Person { get; set; }

    /// <summary>Sequence number of the audit entry that added the person: the order people came in.</summary>
    public required long Since { get; set; }

    public required long Version { get; set; }
}

/// <summary>One sign-in of a person in one browser, until it ends.</summary>
public sealed class SessionRow
{
    public required string Id { get; set; }
    public required string Person { get; set; }

    /// <summary>How it began: <c>password</c>, <c>persona</c>, <c>setup</c>, or a provider's id.</summary>
    public required string Method { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime BegunAt { get; set; }

    /// <summary>UTC; written down at intervals.</summary>
    public required DateTime LastSeenAt { get; set; }

    /// <summary>Network address last seen, where known.</summary>
    public string? Address { get; set; }

    /// <summary>The browser as it names itself.</summary>
    public string? Browser { get; set; }

    /// <summary>UTC; null while it lasts.</summary>
    public DateTime? EndedAt { get; set; }
}

/// <summary>Where a unit's self-report stands.</summary>
public sealed class SelfReportRow
{
    public required string Cycle { get; set; }
    public required string Unit { get; set; }

    /// <summary><see cref="SelfReport"/> as JSON: what the last entry about it says after.</summary>
    public required string Standing { get; set; }

    public required long Version { get; set; }
}

/// <summary>One field of a self-report as typed so far. Not on the trail: of no consequence until it is filed.</summary>
public sealed class DraftRow
{
    public required string Cycle { get; set; }
    public required string Unit { get; set; }
    public required string Indicator { get; set; }
    public required DraftField Field { get; set; }
    public required string Value { get; set; }

    /// <summary>1, 2, 3 ..., of this row alone.</summary>
    public required long Version { get; set; }

    public required string By { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; set; }

    /// <summary>Ids of the last edits, the newest last, each with the version it made: a repeat gets its first outcome.</summary>
    public required string Edits { get; set; }
}

/// <summary>A version of a self-report as it was filed; never changed.</summary>
public sealed class FiledReportRow
{
    public required string Cycle { get; set; }
    public required string Unit { get; set; }

    /// <summary>1, 2, 3 ...</summary>
    public required int Number { get; set; }

    /// <summary>Every indicator's filing as JSON.</summary>
    public required string Content { get; set; }

    /// <summary>SHA-256 of the content's UTF-8, lower-case hexadecimal.</summary>
    public required string Digest { get; set; }

    public required string FiledBy { get; set; }

    /// <summary>The 审核人; null where the cycle asked for none.</summary>
    public string? CheckedBy { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; set; }

    /// <summary>Sequence number of the audit entry that filed it.</summary>
    public required long Version { get; set; }
}

/// <summary>Where an assessor's delivery stands.</summary>
public sealed class DeliveryRow
{
    public required string Cycle { get; set; }

    /// <summary>Name of the bureau or third party, as the table has it.</summary>
    public required string Assessor { get; set; }

    /// <summary><see cref="Delivery"/> as JSON: what the last entry about it says after.</summary>
    public required string Standing { get; set; }

    public required long Version { get; set; }
}

/// <summary>A file of evidence (佐证材料) as somebody uploaded it to one place; its content lies in the evidence store under its digest.</summary>
public sealed class EvidenceRow
{
    public required Guid Id { get; set; }
    public required string Cycle { get; set; }

    /// <summary>The unit it is about; null for one about several.</summary>
    public string? Unit { get; set; }

    /// <summary>The indicator it is about; null for one about several.</summary>
    public string? Indicator { get; set; }

    /// <summary>Whose evidence it is: <see cref="Source.Self"/> for a self-report's, else whoever delivers.</summary>
    public required Source Source { get; set; }

    /// <summary>What it shows.</summary>
    public EvidenceAbout About { get; set; }

    /// <summary>With its extension, as <c>EvidenceName</c> cleaned it.</summary>
    public required string Name { get; set; }

    /// <summary>Of the content, lower-case hexadecimal.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Length.</summary>
    public required long Bytes { get; set; }

    /// <summary>Code of its <c>FileKind</c>.</summary>
    public required string Kind { get; set; }

    public required string By { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; set; }

    /// <summary>UTC; null while it stands. The content stays: versions that were handed in name it.</summary>
    public DateTime? RemovedAt { get; set; }

    /// <summary>Sequence number of the audit entry that last changed the row.</summary>
    public required long Version { get; set; }
}
