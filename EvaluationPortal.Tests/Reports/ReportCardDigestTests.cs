using System.Collections.Immutable;
using System.Reflection;
using EvaluationPortal.Core.Reports;

namespace EvaluationPortal.Tests.Reports;

public sealed class ReportCardDigestTests
{
    [Fact]
    public void The_digest_is_four_groups_of_four() => Assert.Matches("^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$", ReportCardDigest.Of(SampleCards.Final));

    [Fact]
    public void The_digest_of_a_known_card_never_changes() => Assert.Equal("FNDD-28A4-H5EB-CC2N", ReportCardDigest.Of(SampleCards.Final));

    [Fact]
    public void Every_field_of_the_card_changes_the_digest()
    {
        var digests = Variants(SampleCards.Running with { Losses = SampleCards.Losses }).Select(v => (v.Path, Digest: ReportCardDigest.Of(v.Card))).ToList();

        Assert.Equal(20 + 6 + 6 + 6 + 7, digests.Count);
        Assert.Empty(digests.GroupBy(d => d.Digest).Where(g => g.Count() > 1).Select(g => string.Join(", ", g.Select(d => d.Path))));
        Assert.DoesNotContain(ReportCardDigest.Of(SampleCards.Running with { Losses = SampleCards.Losses }), digests.Select(d => d.Digest));
    }

    [Fact]
    public void Text_moved_from_one_field_to_the_next_changes_the_digest() => Assert.NotEqual(
        ReportCardDigest.Of(SampleCards.Final with { UnitName = "泗泾", Kind = "镇镇" }),
        ReportCardDigest.Of(SampleCards.Final with { UnitName = "泗泾镇", Kind = "镇" }));

    [Fact]
    public void Trailing_zeros_and_the_time_zone_do_not() => Assert.Equal(
        ReportCardDigest.Of(SampleCards.Final),
        ReportCardDigest.Of(SampleCards.Final with { RawPoints = SampleCards.Final.RawPoints + 0.0000m, AsOf = SampleCards.Final.AsOf.ToOffset(TimeSpan.FromHours(8)) }));

    private static IEnumerable<(string Path, ReportCard Card)> Variants(ReportCard card)
    {
        foreach (var (path, changed) in Changed(card))
            yield return (path, changed);
        foreach (var (path, section) in Changed(card.Sections[0]))
            yield return (path, card with { Sections = card.Sections.SetItem(0, section) });
        foreach (var (path, row) in Changed(card.Sections[0].Rows[0]))
            yield return (path, card with { Sections = card.Sections.SetItem(0, card.Sections[0] with { Rows = card.Sections[0].Rows.SetItem(0, row) }) });
        foreach (var (path, finding) in Changed(card.Findings[0]))
            yield return (path, card with { Findings = card.Findings.SetItem(0, finding) });
        foreach (var (path, loss) in Changed(card.Losses[0]))
            yield return (path, card with { Losses = card.Losses.SetItem(0, loss) });
    }

    private static IEnumerable<(string Path, T Changed)> Changed<T>(T record)
        where T : notnull
    {
        var clone = typeof(T).GetMethod("<Clone>$")!;
        foreach (var property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var copy = (T)clone.Invoke(record, null)!;
            property.SetValue(copy, Other(property.GetValue(record), property.PropertyType));
            yield return ($"{typeof(T).Name}.{property.Name}", copy);
        }
    }

    private static object Other(object? value, Type type) => value switch
    {
        string text => text + "改",
        decimal number => number + 0.01m,
        int number => number + 1,
        long number => number + 1,
        bool flag => !flag,
        DateTimeOffset moment => moment.AddMilliseconds(1),
        DateOnly day => day.AddDays(1),
        null when type == typeof(decimal?) => 1m,
        null => "新",
        ImmutableArray<ReportSection> list => list.RemoveAt(1),
        ImmutableArray<ReportFinding> list => list.RemoveAt(1),
        ImmutableArray<ReportLoss> list => list.RemoveAt(1),
        ImmutableArray<ReportRow> list => list.RemoveAt(1),
        ImmutableArray<string> list => list.RemoveAt(1),
        _ => throw new System.Diagnostics.UnreachableException(type.Name),
    };
}
