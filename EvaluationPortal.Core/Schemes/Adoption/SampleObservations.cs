using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Schemes.Adoption;

/// <summary>A few observations of each kind, to see what a rule makes of them before it is adopted.</summary>
public static class SampleObservations
{
    /// <summary>What could be found, in words, and the observation of it.</summary>
    public static IEnumerable<(string Words, Observation Observation)> For(ScoringRule rule) => rule.Form switch
    {
        LevelForm form => form.Levels.Select(level => ($"第{level.Ordinal}档", (Observation)new Level(level.Ordinal))),
        FindingsForm form => OfFindings(form),
        MarkForm => [("得分100，满分100", new Mark(100, 100)), ("得分87.5，满分100", new Mark(87.5m, 100)), ("得分0，满分100", new Mark(0, 100))],
        JudgementForm form => [("评满分", new Judged(rule.MaxPoints, "")), ("评一半左右", new Judged(Math.Floor(rule.MaxPoints / 2 / form.Step) * form.Step, "（理由）")), ("评0分", new Judged(0, "（理由）"))],
        _ => [],
    };

    private static IEnumerable<(string Words, Observation Observation)> OfFindings(FindingsForm form)
    {
        yield return ("没有问题", Findings.None);
        if (form.Items.IsEmpty)
        {
            foreach (var count in (int[])[1, 2, 10]) yield return ($"{count}个问题", Findings.OfCount(count));
        }
        else
        {
            foreach (var count in (int[])[1, form.Items.Length]) yield return ($"{count}项", new Findings([.. form.Items.Take(count).Select((item, at) => new Finding(at + 1, "") { Item = item })]));
        }

        if (form.KnockOut is not null) yield return ("不得分情形", Findings.OfCount(1, knockOut: true));
    }
}
