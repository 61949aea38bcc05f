using CsCheck;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Scoring;

/// <summary>Generators of observations, legal and not.</summary>
internal static class Observations
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String.AlphaNumeric, Gen.OneOf("首页链接打不开", "“引号”\"与\\反斜线\"", "第一行\n第二行\t\0", "𠮷😀", " "));

    private static readonly Gen<decimal> FourDecimals = Gen.Long[-10_000_000_000, 10_000_000_000].Select(value => value / 10_000m);

    private static readonly Gen<Finding> Finding = Gen.Select(Text, Text.Null(), Gen.Date.Nullable(), Text.Null(), Gen.Bool, Gen.Bool, Gen.OneOf(null, "公开分管领导", "主要领导听取汇报", "无此事项"))
        .Select((what, where, when, by, confirmed, knockOut, item) => new Finding(1, what)
        {
            Where = Filled(where),
            When = when is { } day ? DateOnly.FromDateTime(day) : null,
            FoundBy = Filled(by),
            Confirmed = confirmed,
            KnockOut = knockOut,
            Item = item,
        });

    private static readonly Gen<LostMark> LostMark = Gen.Select(Text, Gen.Int[0, 20], Gen.Int[0, 20], Text, Text.Null(), Gen.Guid.Nullable())
        .Select((part, due, got, what, where, picture) => new LostMark(part, due, got, what) { Where = Filled(where), Picture = picture });

    public static Gen<Observation> Findings { get; } =
        Finding.Array[0, 12].Select(Observation (list) => new Findings([.. list.Select((finding, index) => finding with { Id = (index * 3) + 1 })]));

    public static Gen<Observation> Any { get; } = Gen.OneOf(
        Gen.Int[0, 999].Select(Observation (ordinal) => new Level(ordinal)),
        Gen.Int[1, 3].Select(Observation (ordinal) => new Level(ordinal)),
        Findings,
        Gen.Int[0, 999].Select(Observation (count) => Core.Scoring.Findings.OfCount(count)),
        Gen.Select(FourDecimals, FourDecimals).Select(Observation (raw, full) => new Mark(raw, full)),
        Gen.Select(Gen.Int[0, 100], Gen.Int[1, 120]).Select(Observation (raw, full) => new Mark(raw, full)),
        Gen.Select(Gen.Int[0, 100], LostMark.Array[0, 4]).Select(Observation (raw, lost) => new Mark(raw, 100) { Lost = [.. lost] }),
        Gen.Select(Gen.Int[-2, 20], Text).Select(Observation (halves, reason) => new Judged(halves / 2m, reason)),
        Text.Select(Observation (reason) => new DoesNotApply(reason)));

    /// <summary>What the indicator's rule accepts.</summary>
    public static Gen<Observation?> Legal(string indicator) =>
        Any.Where(observation => Songjiang2022.Indicator(indicator).Score("镇", observation) is not Refused).Null()!;

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
