using EvaluationPortal.Core.Schemes.Adoption;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>Recognises a level by its label or its place (第一档), whatever blanks and widths it is written with.</summary>
public static class LevelWords
{
    private const string Ordinals = "一二三四五六七八九十";

    /// <summary>The level; null where there is none of that name.</summary>
    public static LevelChoice? Find(LevelForm form, string text) => form.Levels.FirstOrDefault(l => Verbatim.Same(l.Label, text)) ?? form.Levels.FirstOrDefault(l => Places(l).Contains(PlanText.Plain(text)));

    /// <summary>Why there is no such level, with those there are.</summary>
    public static string Unknown(LevelForm form, string text) => $"没有“{text}”这一等次；只能是{string.Join('、', form.Levels.Select(l => $"{l.Label}（{Decimals.Text(l.Points)}分）"))}。";

    private static IEnumerable<string> Places(LevelChoice level) =>
        [$"第{level.Ordinal}档", $"{level.Ordinal}档", .. level.Ordinal <= Ordinals.Length ? (string[])[$"第{Ordinals[level.Ordinal - 1]}档", $"{Ordinals[level.Ordinal - 1]}档"] : []];
}
