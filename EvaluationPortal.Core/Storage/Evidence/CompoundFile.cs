using System.Buffers.Binary;
using System.Text;

namespace EvaluationPortal.Core.Storage.Evidence;

/// <summary>
/// A compound file (MS-CFB, OLE2): the format around Office files before 2007 and those of WPS. Read as far as it takes to know its
/// streams and read one; every chain is bounded by the file's length, so that none can run in circles.
/// </summary>
internal sealed class CompoundFile
{
    private const int HeaderLength = 512;
    private const int EntryLength = 128;
    private const int HeaderFatSectors = 109;
    private const uint LastSector = 0xFFFFFFFA;
    private const int MiniCutoff = 4096;
    private const int MiniSector = 64;

    private readonly byte[] _bytes;
    private readonly int _sector;
    private readonly uint[] _fat;
    private readonly uint[] _miniFat;
    private readonly byte[] _mini;

    private CompoundFile(byte[] bytes)
    {
        _bytes = bytes;
        _sector = 1 << Short(30);
        _fat = ReadFat();
        var directory = Chain(Long(48));
        Entries = [.. Enumerable.Range(0, directory.Length / EntryLength).Select(n => Entry(directory.AsSpan(n * EntryLength, EntryLength))).OfType<CompoundEntry>()];
        Root = Entries.FirstOrDefault(e => e.IsRoot) ?? throw new InvalidDataException("no root");
        _miniFat = Words(Chain(Long(60)));
        _mini = Chain(Root.Start);
    }

    public static ReadOnlySpan<byte> Magic => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>Streams and storages, the root among them, in the order of the directory.</summary>
    public IReadOnlyList<CompoundEntry> Entries { get; }

    public CompoundEntry Root { get; }

    /// <summary>The file, or null where its chains do not hold.</summary>
    public static CompoundFile? Read(byte[] bytes)
    {
        if (bytes.Length < HeaderLength || !bytes.AsSpan().StartsWith(Magic)) return null;
        try
        {
            return BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(30)) is 9 or 12 ? new CompoundFile(bytes) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The entry with that name, in any case of its letters; null where there is none.</summary>
    public CompoundEntry? Find(string name) => Entries.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A stream's content; null where its chain does not hold.</summary>
    public byte[]? Content(CompoundEntry stream)
    {
        try
        {
            var content = stream.Length < MiniCutoff ? MiniChain(stream.Start) : Chain(stream.Start);
            return content.Length < stream.Length ? null : content[..(int)stream.Length];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private uint[] ReadFat()
    {
        var sectors = new List<uint>();
        for (var n = 0; n < HeaderFatSectors && Long(76 + (n * 4)) <= LastSector; n++) sectors.Add(Long(76 + (n * 4)));
        var (next, left) = (Long(68), _bytes.Length / _sector);
        while (next <= LastSector)
        {
            if (left-- <= 0) throw new InvalidDataException("the table of tables runs in circles");
            var more = Words(Sector(next));
            sectors.AddRange(more.SkipLast(1).Where(s => s <= LastSector));
            next = more[^1];
        }

        if (sectors.Count > _bytes.Length / _sector) throw new InvalidDataException("more tables than sectors");
        return [.. sectors.SelectMany(s => Words(Sector(s)))];
    }

    private byte[] Chain(uint start)
    {
        using var content = new MemoryStream();
        for (var at = start; at <= LastSector; at = Next(_fat, at))
        {
            if (content.Length > _bytes.Length) throw new InvalidDataException("a chain runs in circles");
            content.Write(Sector(at));
        }

        return content.ToArray();
    }

    private byte[] MiniChain(uint start)
    {
        using var content = new MemoryStream();
        for (var at = start; at <= LastSector; at = Next(_miniFat, at))
        {
            if (content.Length > MiniCutoff || ((long)at + 1) * MiniSector > _mini.Length) throw new InvalidDataException("a chain runs in circles or out of the file");
            content.Write(_mini.AsSpan((int)at * MiniSector, MiniSector));
        }

        return content.ToArray();
    }

    private static uint Next(uint[] table, uint at) => at < table.Length ? table[at] : throw new InvalidDataException("a chain runs out of its table");

    /// <summary>The last one of a file may be cut short.</summary>
    private ReadOnlySpan<byte> Sector(uint number)
    {
        var from = ((long)number + 1) * _sector;
        if (from >= _bytes.Length) throw new InvalidDataException("a sector outside the file");
        var found = _bytes.AsSpan((int)from, (int)Math.Min(_sector, _bytes.Length - from));
        if (found.Length == _sector) return found;
        var whole = new byte[_sector];
        found.CopyTo(whole);
        return whole;
    }

    private static CompoundEntry? Entry(ReadOnlySpan<byte> entry)
    {
        var (type, nameLength) = (entry[66], BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]));
        if (type is not (1 or 2 or 5) || nameLength is < 2 or > 64) return null;
        return new(
            Encoding.Unicode.GetString(entry[..(nameLength - 2)]), type == 5, type == 2, new Guid(entry.Slice(80, 16)),
            BinaryPrimitives.ReadUInt32LittleEndian(entry[116..]), BinaryPrimitives.ReadUInt32LittleEndian(entry[120..]));
    }

    private static uint[] Words(ReadOnlySpan<byte> bytes)
    {
        var words = new uint[bytes.Length / 4];
        for (var n = 0; n < words.Length; n++) words[n] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(n * 4)..]);
        return words;
    }

    private int Short(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(at));

    private uint Long(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(at));
}

/// <summary>A stream or storage of a compound file.</summary>
/// <param name="Start">Its first sector.</param>
/// <param name="Length">In bytes.</param>
internal sealed record CompoundEntry(string Name, bool IsRoot, bool IsStream, Guid Class, uint Start, long Length);
