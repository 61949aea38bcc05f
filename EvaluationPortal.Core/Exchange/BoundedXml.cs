using System.Buffers;
using System.Text;
using System.Xml;

namespace EvaluationPortal.Core.Exchange;

/// <summary>
/// Reads a workbook's parts as a stream, in bounded memory: no document types, no entities, no deep nesting, no endless tags, and no
/// text longer than a cell may hold.
/// </summary>
internal static class BoundedXml
{
    /// <summary>Largest part, in bytes.</summary>
    public const int MostPart = 20 * 1024 * 1024;

    /// <summary>Characters of a cell that are kept, as many as spreadsheets have.</summary>
    public const int MostText = 32_767;

    private const int Deepest = 64;

    /// <summary>A reader that throws <see cref="XmlException"/> or <see cref="InvalidDataException"/> for what it does not take.</summary>
    public static XmlReader Open(Stream part) => XmlReader.Create(new TagGuard(part), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostPart, IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = true,
    });

    /// <summary>The next node; false at the end.</summary>
    public static bool Next(XmlReader xml) => xml.Read() && (xml.Depth <= Deepest ? true : throw new XmlException("Nested too deeply."));

    /// <summary>Appends a text node's characters, no more of them than a cell may hold.</summary>
    public static void Append(XmlReader xml, StringBuilder into)
    {
        if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)) return;
        var chunk = ArrayPool<char>.Shared.Rent(1024);
        for (int read; (read = xml.ReadValueChunk(chunk, 0, chunk.Length)) > 0;)
        {
            into.Append(chunk, 0, Math.Min(read, Math.Max(MostText + 1 - into.Length, 0)));
        }

        ArrayPool<char>.Shared.Return(chunk);
    }

    /// <summary>A part's bytes, watched: a tag of a million attributes would have to be held at once.</summary>
    private sealed class TagGuard(Stream part) : Stream
    {
        private const int LongestTag = 64 * 1024;
        private int tag = -1;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = part.Read(buffer, offset, count);
            foreach (var b in buffer.AsSpan(offset, read))
            {
                if (b is 0) throw new InvalidDataException("Not UTF-8.");
                tag = b is (byte)'<' ? 0 : b is (byte)'>' ? -1 : tag < 0 ? -1 : tag + 1;
                if (tag > LongestTag) throw new InvalidDataException("A tag that does not end.");
            }

            return read;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) part.Dispose();
            base.Dispose(disposing);
        }
    }
}
