using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EvaluationPortal.Core.Storage;

/// <summary>
/// The hash of an audit entry: lower-case hexadecimal SHA-256 over its columns in a fixed order, texts as length-prefixed UTF-8
/// (-1 for null), numbers as eight bytes. The columns are laid out in one buffer and hashed at once: a verification does this
/// for every entry there is.
/// </summary>
internal ref struct AuditHash
{
    /// <summary>Enough for an entry without long texts.</summary>
    private const int Usual = 1024;

    private byte[] _bytes;
    private int _length;

    private AuditHash(int capacity) => _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public static string Of(AuditEntry entry)
    {
        var hash = new AuditHash(Usual);
        hash.Add(entry.PreviousHash);
        hash.Add(entry.Sequence);
        hash.Add(new DateTimeOffset(DateTime.SpecifyKind(entry.At, DateTimeKind.Utc)).ToUnixTimeMilliseconds());
        hash.Add(entry.By);
        hash.Add(entry.Kind);
        hash.Add(entry.Cycle);
        hash.Add(entry.Unit);
        hash.Add(entry.Indicator);
        hash.Add(entry.Source is { } source ? (long)source : -1);
        hash.Add(entry.EditId?.ToString("N"));
        hash.Add(entry.Batch?.ToString("N"));
        hash.Add(entry.Before);
        hash.Add(entry.After);
        hash.Add(entry.Reason);
        // Came later: entries without one keep the hash they had.
        if (entry.Subject is { } subject) hash.Add(subject);
        return hash.Finish();
    }

    private void Add(string? text)
    {
        Reserve(sizeof(int) + (text is null ? 0 : Encoding.UTF8.GetMaxByteCount(text.Length)));
        var written = text is null ? 0 : Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length + sizeof(int)));
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_length), text is null ? -1 : written);
        _length += sizeof(int) + written;
    }

    private void Add(long number)
    {
        Reserve(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(_bytes.AsSpan(_length), number);
        _length += sizeof(long);
    }

    private void Reserve(int more)
    {
        if (_bytes.Length - _length >= more) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + more));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }

    private readonly string Finish()
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_bytes.AsSpan(0, _length), digest);
        ArrayPool<byte>.Shared.Return(_bytes);
        return Convert.ToHexStringLower(digest);
    }
}
