using System.Collections.Immutable;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>Where the delivery (评估结果) of a bureau or the third party stands.</summary>
public enum DeliveryState
{
    /// <summary>未报送: it is being worked on.</summary>
    Open = 0,

    /// <summary>已报送: its columns stand still.</summary>
    Delivered = 1,

    /// <summary>已退回: the office gave it back, with a reason.</summary>
    Returned = 2,
}

public static class DeliveryStateNames
{
    public static string Text(this DeliveryState state) => state switch
    {
        DeliveryState.Open => "未报送",
        DeliveryState.Delivered => "已报送",
        _ => "已退回",
    };
}

/// <summary>The results of one assessor as a whole (报送); the scores themselves are assessments.</summary>
/// <param name="Assessor">As the table names it, e.g. 区财政局, 第三方机构.</param>
/// <param name="Number">How often it was delivered.</param>
/// <param name="Scans">The stamped results (盖章扫描件) of the last time, and what lay beside them.</param>
/// <param name="Reports">The 评估报告 of single units, of the last time.</param>
/// <param name="ByOffice">The office delivered it in the assessor's place (代录).</param>
/// <param name="By">Who moved it here; null where nobody did yet.</param>
/// <param name="At">UTC.</param>
/// <param name="Reason">Why it was given back; null otherwise.</param>
/// <param name="Entry">The office enters scores in the assessor's place; null where it does not.</param>
/// <param name="Version">Sequence number of the audit entry that moved it here; 0 where nobody did yet.</param>
public sealed record Delivery(
    string Assessor, DeliveryState State, int Number, ImmutableArray<FiledEvidence> Scans, ImmutableArray<DeliveredReport> Reports, bool ByOffice,
    PersonId? By, DateTime? At, string? Reason, OfficeEntry? Entry, long Version)
{
    /// <summary>One that nobody has moved yet.</summary>
    public static Delivery Untouched(string assessor) => new(assessor, DeliveryState.Open, 0, [], [], ByOffice: false, null, null, null, null, 0);
}

/// <summary>The 评估报告 of one unit.</summary>
public sealed record DeliveredReport(UnitCode Unit, FiledEvidence File);

/// <summary>代录: the office enters scores for an assessor that cannot.</summary>
/// <param name="Basis">What it enters them by; at least one file.</param>
/// <param name="At">UTC.</param>
public sealed record OfficeEntry(ImmutableArray<FiledEvidence> Basis, string Reason, PersonId By, DateTime At)
{
    /// <summary>The beginning of every reason that such a score carries.</summary>
    public string Mark => $"代录（依据：{string.Join('、', Basis.Select(f => f.Name))}）";
}
