using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EvaluationPortal.Core.Reports;

/// <summary>
/// The 校验码 of a report card: 80 bits of the SHA-256 over every field of the card, each as length-prefixed UTF-8, so that
/// no two cards with different content can be read as the same bytes.
/// </summary>
public static class ReportCardDigest
{
    // Crockford's alphabet: nothing that is misread on paper (no I, L, O, U).
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Four groups of four characters, e.g. <c>7K3M-Q0ZD-1XNV-B2TA</c>.</summary>
    public static string Of(ReportCard card)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var fields = new Fields(hash);
        fields.Add("report-card-1");
        fields.Add(card.CycleCode, card.CycleName, card.UnitName, card.Kind, card.RankingGroup);
        fields.Add(card.RawPoints, card.ApplicableMaxPoints, card.Total, card.BestPossible);
        fields.Add(card.Rank);
        fields.Add(card.PendingCount, card.IsFinal ? 1 : 0, card.IsDemo ? 1 : 0);
        fields.Add(card.Sections.Length);
        foreach (var section in card.Sections)
        {
            fields.Add(section.Name);
            fields.Add(section.Weight, section.Points, section.ApplicableMaxPoints, section.PendingMaxPoints);
            fields.Add(section.Rows.Length);
            foreach (var row in section.Rows)
            {
                fields.Add(row.Code, row.Name, row.Score, row.Assessor, row.Explanation);
                fields.Add(row.MaxPoints);
            }
        }
        fields.Add(card.Findings.Length);
        foreach (var finding in card.Findings)
        {
            fields.Add(finding.IndicatorCode, finding.IndicatorName, finding.What, finding.Where, finding.FoundBy);
            fields.Add(finding.When?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
        // Said only where there are any, so that the digests of cards from before there were any still hold.
        if (!card.Losses.IsEmpty)
        {
            fields.Add("losses");
            fields.Add(card.Losses.Length);
        }
        foreach (var loss in card.Losses)
        {
            fields.Add(loss.IndicatorCode, loss.IndicatorName, loss.Part, loss.What, loss.Where);
            fields.Add(loss.Due, loss.Got);
        }
        fields.Add(card.Policies.Length);
        foreach (var policy in card.Policies)
            fields.Add(policy);
        fields.Add(card.AsOf.ToUnixTimeMilliseconds(), card.AuditSequence);
        fields.Add(card.AuditHash);
        return Grouped(hash.GetHashAndReset());
    }

    private static string Grouped(byte[] digest)
    {
        var text = new StringBuilder(19);
        for (var i = 0; i < 16; i++)
        {
            if (i is 4 or 8 or 12)
                text.Append('-');
            var bit = i * 5;
            var window = (digest[bit / 8] << 8) | digest[(bit / 8) + 1];
            text.Append(Alphabet[(window >> (11 - (bit % 8))) & 31]);
        }
        return text.ToString();
    }

    private sealed class Fields(IncrementalHash hash)
    {
        public void Add(params ReadOnlySpan<string?> values)
        {
            foreach (var value in values)
                AddOne(value);
        }

        // Trailing zeros are no content: 5 and 5.00 print alike.
        public void Add(params ReadOnlySpan<decimal?> values)
        {
            foreach (var value in values)
                AddOne(value?.ToString("0.############################", CultureInfo.InvariantCulture));
        }

        public void Add(params ReadOnlySpan<long> values)
        {
            foreach (var value in values)
                AddOne(value.ToString(CultureInfo.InvariantCulture));
        }

        private void AddOne(string? value)
        {
            var bytes = value is null ? [] : Encoding.UTF8.GetBytes(value);
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, value is null ? -1 : bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
    }
}
