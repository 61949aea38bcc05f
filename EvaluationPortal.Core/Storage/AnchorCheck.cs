namespace EvaluationPortal.Core.Storage;

/// <summary>Holds the anchors against the trail while it is followed: a trail made anew fits itself, but not them.</summary>
internal sealed class AnchorCheck(IReadOnlyList<AuditAnchor> anchors)
{
    private readonly ILookup<long, AuditAnchor> _at = anchors.Where(a => a.Hash is not null).ToLookup(a => a.Sequence);

    /// <summary>The anchors of that entry fit, or what is wrong.</summary>
    public AuditFault? Check(AuditEntry entry) => _at[entry.Sequence].FirstOrDefault(a => a.Hash != entry.Hash) is { } anchor
        ? new(AuditFaultKind.AnchorDiffers, entry.Sequence, $"第{entry.Sequence}条与锚点文件第{anchor.Line}行不符：审计记录从这一条或之前起被整体改写，或锚点文件被改动。")
        : null;

    /// <summary>No anchor names an entry after the last, and every line can be read, or what is wrong.</summary>
    public AuditFault? End(long last)
    {
        if (anchors.FirstOrDefault(a => a.Hash is null) is { } unreadable)
        {
            return new(AuditFaultKind.AnchorDiffers, last, $"锚点文件第{unreadable.Line}行无法读取，被改动；审计记录本身到第{last}条。");
        }
        return anchors.Where(a => a.Sequence > last).MinBy(a => a.Line) is { } beyond
            ? new(AuditFaultKind.AnchorDiffers, last + 1, $"第{last + 1}条起缺失：锚点文件第{beyond.Line}行记有第{beyond.Sequence}条，末尾连同账首被截去。")
            : null;
    }
}
