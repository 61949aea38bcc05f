using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>What a unit files for one indicator.</summary>
public sealed record IndicatorFiling(IndicatorCode Indicator)
{
    /// <summary>填报说明.</summary>
    public string Text { get; init; } = "";

    /// <summary>As typed; not all need be addresses while it is a draft.</summary>
    public ImmutableArray<string> Links { get; init; } = [];

    /// <summary>The list template of indicators that ask for one.</summary>
    public ImmutableArray<ListedDocument> Rows { get; init; } = [];

    /// <summary>自评.</summary>
    public Observation? Assessment { get; init; }

    /// <summary>零报告 or 不涉及.</summary>
    public FilingClaim? Claim { get; init; }

    /// <summary>佐证材料.</summary>
    public ImmutableArray<FiledEvidence> Evidence { get; init; } = [];

    /// <summary>Something is there to look at: text, links, documents, files.</summary>
    public bool HasMaterial => Text.Length > 0 || !Links.IsEmpty || !Rows.IsEmpty || !Evidence.IsEmpty;

    public bool IsEmpty => !HasMaterial && Assessment is null && Claim is null;

    /// <summary>What becomes the unit's own assessment on the board: the claim's observation, else the self-assessment.</summary>
    public Observation? Observed(Indicator indicator) => Claim?.Observed(indicator) ?? Assessment;

    /// <summary>The claim in words, which the assessment on the board carries as its reason; null without one.</summary>
    public string? ClaimText => Claim is { } claim ? $"{claim.Name}：{claim.Reason}" : null;

    /// <summary>Whether the table asks for a list of documents (提交清单目录).</summary>
    public static bool AsksForList(Indicator indicator) => indicator.Filing.Contains("清单", StringComparison.Ordinal);

    /// <summary>The filing that those drafts make.</summary>
    public static IndicatorFiling Of(IndicatorCode indicator, IEnumerable<Draft> drafts, ImmutableArray<FiledEvidence> evidence)
    {
        var fields = drafts.Where(d => d.Indicator == indicator && d.Value.Length > 0).ToDictionary(d => d.Field, d => d.Value);
        string Field(DraftField field) => fields.GetValueOrDefault(field, "");
        return new(indicator)
        {
            Text = Field(DraftField.Text),
            Links = [.. Field(DraftField.Links).Split('\n', StringSplitOptions.RemoveEmptyEntries)],
            Rows = [.. Field(DraftField.Rows).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ListedDocument.Read)],
            Assessment = fields.TryGetValue(DraftField.Assessment, out var assessment) ? ObservationJson.Read(assessment).Observation : null,
            Claim = fields.TryGetValue(DraftField.Claim, out var claim) ? FilingClaim.Read(claim) : null,
            Evidence = evidence,
        };
    }

    /// <summary>
    /// What is still wanted before it is complete, in few words; null where nothing is. A claim stands for all of it; who gives the own
    /// work no points need not show any.
    /// </summary>
    public FilingWant? Wanted(Unit unit, Indicator indicator)
    {
        if (Claim is { Reason.Length: 0 } claim) return new($"{claim.Name}的理由", IsFault: true);
        if (Observed(indicator) is { } observation && unit.Score(indicator, observation) is Refused refused) return new(refused.Explanation, IsFault: true);
        if (Links.FirstOrDefault(l => !IsAddress(l)) is { } link) return new($"“{Short(link)}”不是网址", IsFault: true);
        if (Rows.FirstOrDefault(r => r.Link.Length > 0 && !IsAddress(r.Link)) is { } row) return new($"清单中“{Short(row.Link)}”不是网址", IsFault: true);
        if (Claim is not null) return null;
        if (Assessment is null) return new(HasMaterial ? "自评" : "填报说明或材料、自评", IsFault: false);
        return HasMaterial || unit.Score(indicator, Assessment) is Awarded { Points: 0 } ? null : new("填报说明或材料", IsFault: false);
    }

    public bool Equals(IndicatorFiling? other) => other is not null && Indicator == other.Indicator && Text == other.Text && Links.SequenceEqual(other.Links)
        && Rows.SequenceEqual(other.Rows) && Assessment == other.Assessment && Claim == other.Claim && Evidence.SequenceEqual(other.Evidence);

    public override int GetHashCode() => HashCode.Combine(Indicator, Text, Links.Length, Rows.Length);

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { Host.Length: > 0, UserInfo.Length: 0 };

    private static string Short(string text) => text.Length > 40 ? $"{text[..40]}…" : text;
}

/// <summary>What one indicator still wants.</summary>
/// <param name="What">In few words.</param>
/// <param name="IsFault">It is wrong and cannot be filed so; otherwise it is only missing.</param>
public sealed record FilingWant(string What, bool IsFault);

/// <summary>A file handed in with an indicator, as the version names it.</summary>
/// <param name="Id">By which it is handed out.</param>
/// <param name="Sha256">Of its content, lower-case hexadecimal.</param>
public sealed record FiledEvidence(Guid Id, string Name, string Sha256, long Bytes);

/// <summary>A row of the list template: a document and what became of its 公开属性.</summary>
/// <param name="Number">文号.</param>
/// <param name="Title">标题.</param>
/// <param name="Was">原属性.</param>
/// <param name="Is">现属性.</param>
/// <param name="Link">链接.</param>
public sealed record ListedDocument(string Number, string Title, string Was, string Is, string Link)
{
    /// <summary>The columns' heads.</summary>
    public static ImmutableArray<string> Columns { get; } = ["文号", "标题", "原属性", "现属性", "链接"];

    public ImmutableArray<string> Cells => [Number, Title, Was, Is, Link];

    public bool IsEmpty => Cells.All(c => c.Length == 0);

    /// <summary>The row of a line with tabs between its cells; what is beyond the fifth goes into the fifth.</summary>
    public static ListedDocument Read(string line)
    {
        var cells = line.Split('\t', Columns.Length).Select(c => TextGate.Clean(c.Replace('\t', ' ').Replace('\r', ' ').Replace('\n', ' '))).Concat(Enumerable.Repeat("", Columns.Length)).ToArray();
        return new(cells[0], cells[1], cells[2], cells[3], cells[4]);
    }

    public string Write() => string.Join('\t', Cells);
}
