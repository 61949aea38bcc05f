namespace EvaluationPortal.Core.Scoring;

/// <summary>What makes a list of findings illegal for the rule.</summary>
public sealed partial record Deduction
{
    private string? Fault(Findings findings)
    {
        if (findings.List.Length > MostFindings)
        {
            return $"问题不能超过{MostFindings}条";
        }

        if (findings.List.GroupBy(finding => finding.Id).Any(group => group.Key < 1 || group.Skip(1).Any()))
        {
            return "各条问题的编号须为不重复的正整数";
        }

        if (KnockOut is null && findings.List.Any(finding => finding.KnockOut))
        {
            return $"本指标没有不得分情形。{LegalValues}";
        }

        var items = findings.List.Select(finding => finding.Item).OfType<string>().ToList();
        var unknown = items.Find(item => !Items.Contains(item));
        if (unknown is not null)
        {
            return Items.IsEmpty ? $"本指标没有列名的事项，不能填“{unknown}”" : $"没有“{unknown}”这一事项；只能是{string.Join('、', Items)}";
        }

        var repeated = items.GroupBy(item => item).FirstOrDefault(group => group.Skip(1).Any());
        return repeated is not null ? $"“{repeated.Key}”列了不止一次，每项只计一次" : MergingFault(findings);
    }

    /// <summary>What is merged is counted in another finding, which therefore stands for itself.</summary>
    private static string? MergingFault(Findings findings)
    {
        foreach (var finding in findings.List)
        {
            if (finding is { Mended: not null, Confirmed: false })
            {
                return "已整改销号的问题须是已确认的";
            }

            if (finding.SameAs is not { } same)
            {
                continue;
            }

            var into = findings.List.FirstOrDefault(other => other.Id == same);
            if (same == finding.Id || into is null or { SameAs: not null })
            {
                return "合并计数的问题须并入清单中另一条未被合并的问题";
            }

            if (finding.Item is not null || into.Item is not null)
            {
                return "列名的事项各计一次，不能合并";
            }

            if (finding.Mended is not null)
            {
                return "已整改销号的问题不能再并入其他问题";
            }
        }

        return null;
    }
}
