using System.Collections.Immutable;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Schemes;

/// <summary>An indicator (二级指标): one row of the table with its rule.</summary>
public sealed record Indicator
{
    public required IndicatorCode Code { get; init; }
    public required string Name { get; init; }

    /// <summary>At most 8 characters, for column heads.</summary>
    public required string ShortName { get; init; }

    /// <summary>评分内容.</summary>
    public required string Content { get; init; }

    /// <summary>评分标准, the text that clauses quote.</summary>
    public required string Criteria { get; init; }

    /// <summary>填报说明.</summary>
    public required string Filing { get; init; }

    /// <summary>The unit files a self-report for it (填报说明 is not 无需填报).</summary>
    public required bool NeedsFiling { get; init; }

    /// <summary>考评方式 as printed.</summary>
    public required string Method { get; init; }

    /// <summary>Who assesses: office, bureau or third party.</summary>
    public required Source Assessor { get; init; }

    /// <summary>Name of the assessor, e.g. 区财政局.</summary>
    public required string AssessorName { get; init; }

    /// <summary>Names of the kinds it applies to; empty means all.</summary>
    public required ImmutableArray<string> AppliesTo { get; init; }

    public required ZeroReport ZeroReport { get; init; }

    /// <summary>不涉及 may be claimed for a unit.</summary>
    public required bool MayBeNotApplicable { get; init; }

    public required ScoringRule Rule { get; init; }

    /// <summary>The indicator of last year's table (<see cref="Scheme.Previous"/>) that it continues; null where it is new or nobody said.</summary>
    public IndicatorCode? Continues { get; init; }

    /// <summary>分值.</summary>
    public decimal MaxPoints => Rule.MaxPoints;

    /// <summary>Whether the table applies it to units of the kind named.</summary>
    public bool AppliesToKind(string kind) => AppliesTo.IsEmpty || AppliesTo.Contains(kind);

    /// <summary>
    /// What an observation scores for a unit of that kind. Never throws. None is pending; a kind the table does not name is
    /// 不涉及, whatever was delivered; a claim of 不涉及 counts where the table allows one.
    /// </summary>
    /// <param name="kind">Name of the unit's kind, as in the scheme.</param>
    /// <param name="set">Whether it was set for this one unit, with a reason, otherwise than the table says of its kind.</param>
    public Score Score(string kind, Observation? observation, Applicability? set = null)
    {
        if (set is { Applies: false }) return new NotApplicable($"本单位经认定不涉及本指标：{set.Reason}");
        if (set is null && !AppliesToKind(kind))
        {
            return new NotApplicable($"本指标适用于{string.Join('、', AppliesTo)}；本单位为{kind}，不涉及");
        }

        return observation switch
        {
            null => new Pending($"待评（由{AssessorName}评分）"),
            DoesNotApply claim => Claimed(claim.Reason.Trim()),
            _ => Rule.Apply(observation),
        };
    }

    private Score Claimed(string reason) => (MayBeNotApplicable, reason.Length) switch
    {
        (false, _) => new Refused($"本指标不能认定为不涉及。{Rule.LegalValues}"),
        (true, 0) => new Refused("认定为不涉及须写明理由"),
        _ => new NotApplicable($"不涉及：{reason}"),
    };
}

/// <summary>Whether an indicator applies to one unit, decided apart from the table.</summary>
/// <param name="Reason">A Chinese sentence without its full stop.</param>
public sealed record Applicability(bool Applies, string Reason);
