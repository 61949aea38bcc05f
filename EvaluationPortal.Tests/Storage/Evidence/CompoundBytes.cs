using System.Buffers.Binary;
using System.Text;

namespace EvaluationPortal.Tests.Storage.Evidence;

/// <summary>Compound files (MS-CFB version 3) with the streams named, each in sectors of its own.</summary>
internal static class CompoundBytes
{
    private const int Sector = 512;
    private const int LeastStream = 4096;
    private const uint EndOfChain = 0xFFFFFFFE;
    private const uint Free = 0xFFFFFFFF;

    public static byte[] Of(params (string Name, byte[] Content)[] streams)
    {
        var directory = Sectors((streams.Length + 1) * 128);
        var lengths = streams.Select(s => Sectors(Math.Max(s.Content.Length, LeastStream))).ToArray();
        var fats = 1;
        while (fats * (Sector / 4) < fats + directory + lengths.Sum()) fats++;
        var fat = Enumerable.Repeat(Free, fats * (Sector / 4)).ToArray();
        for (var n = 0; n < fats; n++) fat[n] = 0xFFFFFFFD;
        Chain(fat, fats, directory);

        var file = new byte[(1 + fats + directory + lengths.Sum()) * Sector];
        Head(file, fats);
        Entry(file.AsSpan((1 + fats) * Sector), "Root Entry", 5, EndOfChain, 0);
        var at = fats + directory;
        for (var n = 0; n < streams.Length; n++)
        {
            Chain(fat, at, lengths[n]);
            Entry(file.AsSpan(((1 + fats) * Sector) + ((n + 1) * 128)), streams[n].Name, 2, (uint)at, Math.Max(streams[n].Content.Length, LeastStream));
            streams[n].Content.CopyTo(file, (at + 1) * Sector);
            at += lengths[n];
        }

        for (var n = 0; n < fat.Length; n++) BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(Sector + (n * 4)), fat[n]);
        return file;
    }

    public static byte[] Doc(params (string Name, byte[] Content)[] more) => Of([("WordDocument", [0xEC, 0xA5, .. new byte[60]]), ("1Table", []), .. more]);

    public static byte[] Xls(params (string Name, byte[] Content)[] more) => Of([("Workbook", Workbook([])), .. more]);

    public static byte[] Ppt(params (string Name, byte[] Content)[] more) => Of([("PowerPoint Document", Slides([])), ("Current User", []), .. more]);

    /// <summary>A workbook's stream: its beginning, those records, its end.</summary>
    public static byte[] Workbook(byte[] records) => [0x09, 0x08, 0x04, 0x00, 0x00, 0x06, 0x05, 0x00, .. records, 0x0A, 0x00, 0x00, 0x00];

    /// <summary>A presentation's stream: one container with those records.</summary>
    public static byte[] Slides(byte[] records) => [0x0F, 0x00, 0xE8, 0x03, (byte)records.Length, 0x00, 0x00, 0x00, .. records];

    /// <summary>A presentation's records about macros.</summary>
    public static byte[] AboutMacros(byte has) => [0x1F, 0, 0xFF, 3, 20, 0, 0, 0, 2, 0, 0, 4, 12, 0, 0, 0, 0, 0, 0, 0, has, 0, 0, 0, 1, 0, 0, 0];

    private static void Head(byte[] file, int fats)
    {
        byte[] magic = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        magic.CopyTo(file, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(26), 3);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(28), 0xFFFE);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(30), 9);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(32), 6);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(44), (uint)fats);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(48), (uint)fats);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(56), LeastStream);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(60), EndOfChain);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(68), EndOfChain);
        for (var n = 0; n < 109; n++) BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(76 + (n * 4)), n < fats ? (uint)n : Free);
    }

    private static void Entry(Span<byte> entry, string name, byte type, uint start, int length)
    {
        Encoding.Unicode.GetBytes(name, entry);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[64..], (ushort)((name.Length + 1) * 2));
        entry[66] = type;
        for (var at = 68; at < 80; at += 4) BinaryPrimitives.WriteUInt32LittleEndian(entry[at..], Free);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[116..], start);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[120..], (uint)length);
    }

    private static void Chain(uint[] fat, int from, int sectors)
    {
        for (var n = 0; n < sectors; n++) fat[from + n] = n == sectors - 1 ? EndOfChain : (uint)(from + n + 1);
    }

    private static int Sectors(int bytes) => (bytes + Sector - 1) / Sector;
}
