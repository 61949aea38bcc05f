using System.Collections.Immutable;
using System.Globalization;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Web.Components.Pages.Board.Drawer;

/// <summary>The findings that an editor's fields describe.</summary>
public static class FindingFields
{
    /// <summary>Ids of the free findings listed in the field, in order.</summary>
    public static ImmutableArray<int> Ids(string listed) =>
        [.. listed.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => int.TryParse(id, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(id => id > 0).Distinct()];

    /// <summary>The findings, or which of them is not described: only ones that stood undescribed (待补充说明) may stay so.</summary>
    public static FieldsReading Read(FindingsForm form, Findings? standing, Func<string, string> field)
    {
        var before = (standing?.List ?? []).ToDictionary(f => f.Id);
        var ids = Ids(field(EditorFields.Findings));
        List<Finding> findings = [.. ids.Select(id => One(before.GetValueOrDefault(id), id, field) with { SameAs = SameAs(id, ids, field) })];
        foreach (var (at, finding) in findings.Index())
        {
            if (!finding.IsDescribed && before.GetValueOrDefault(finding.Id) is null or { IsDescribed: true }) return new(null, $"请写明第{at + 1}条问题的内容");
        }
        var next = Math.Max(before.Keys.DefaultIfEmpty().Max(), findings.Select(f => f.Id).DefaultIfEmpty().Max()) + 1;
        for (var at = 0; at < form.Items.Length; at++)
        {
            if (field(EditorFields.Item(at)) != EditorFields.Yes) continue;
            var place = at;
            var missing = before.Values.FirstOrDefault(f => f.Item == form.Items[at]) ?? new Finding(next++, "") { Item = form.Items[at] };
            findings.Add(Told(missing, part => field(EditorFields.OfItem(place, part))));
        }
        return new(new Findings([.. findings]), null);
    }

    /// <summary>The finding that it is merged into; one that was removed or merged itself takes none in.</summary>
    private static int? SameAs(int id, ImmutableArray<int> ids, Func<string, string> field) =>
        int.TryParse(field(EditorFields.Of(id, "sameAs")), CultureInfo.InvariantCulture, out var same) && same != id && ids.Contains(same) && field(EditorFields.Of(same, "sameAs")).Length == 0 ? same : null;

    /// <summary>The fields that free findings and missing items share.</summary>
    /// <param name="of">The field's name.</param>
    /// <param name="finding">Null where there is none yet.</param>
    internal static void Add(ImmutableDictionary<string, string>.Builder fields, Func<string, string> of, Finding? finding)
    {
        (fields[of("what")], fields[of("where")]) = (finding?.What ?? "", finding?.Where ?? "");
        (fields[of("when")], fields[of("file")]) = (finding?.When?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", string.Join(',', finding?.Files.All ?? []));
    }

    private static Finding One(Finding? before, int id, Func<string, string> field) => Told(before ?? new Finding(id, ""), part => field(EditorFields.Of(id, part))) with
    {
        FoundBy = field(EditorFields.Of(id, "foundBy")).Trim() is { Length: > 0 } by ? by : null,
        Confirmed = field(EditorFields.Of(id, "confirmed")) != EditorFields.No,
        KnockOut = field(EditorFields.Of(id, "knockOut")) == EditorFields.Yes,
    };

    private static Finding Told(Finding finding, Func<string, string> part) => finding with
    {
        What = part("what").Trim(),
        Where = part("where").Trim() is { Length: > 0 } where ? where : null,
        When = DateOnly.TryParseExact(part("when"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
        Files = new([.. part("file").Split(',').Select(id => Guid.TryParse(id, out var file) ? file : Guid.Empty).Where(file => file != Guid.Empty).Distinct()]),
    };
}
