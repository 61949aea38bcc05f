using System.Buffers;
using System.IO.Compression;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Reports.Pdf;

namespace EvaluationPortal.Core.Reports;

/// <summary>
/// Report cards in one zip, handed on card by card. Every entry has the time of the data: the same cards give the same bytes.
/// What is not finished is no zip.
/// </summary>
public sealed class ReportCardZip(Stream to, ReportFonts fonts) : IDisposable
{
    private static readonly TimeSpan ChinaTime = TimeSpan.FromHours(8);
    private readonly Gathered _gathered = new();
    private ZipArchive? _zip;

    private ZipArchive Zip => _zip ??= new(_gathered, ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>Makes the unit's PDF and hands it on.</summary>
    public async Task Add(Unit unit, ReportCard card, CancellationToken stop)
    {
        var entry = Zip.CreateEntry(ReportCardFiles.NumberedName(unit), CompressionLevel.Fastest);
        entry.LastWriteTime = card.AsOf.ToOffset(ChinaTime);
        // In memory, so that nothing here waits for the network; ZipArchive closes its entries synchronously.
        using (var file = entry.Open()) ReportCardPdf.Write(card, file, fonts);
        await HandOn(stop);
    }

    /// <summary>Writes the list of contents that makes it a zip.</summary>
    public async Task Finish(CancellationToken stop)
    {
        Zip.Dispose();
        await HandOn(stop);
    }

    public void Dispose()
    {
        _zip?.Dispose();
        _gathered.Dispose();
    }

    private async Task HandOn(CancellationToken stop)
    {
        await to.WriteAsync(_gathered.Written, stop);
        await to.FlushAsync(stop);
        _gathered.Forget();
    }

    /// <summary>Takes what is written and can be emptied; like a connection it does not go back.</summary>
    private sealed class Gathered : Stream
    {
        private readonly ArrayBufferWriter<byte> _bytes = new(128 * 1024);

        public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public void Forget() => _bytes.ResetWrittenCount();

        public override void Write(byte[] buffer, int offset, int count) => _bytes.Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer) => _bytes.Write(buffer);

        public override void Flush()
        {
            // Everything is there already.
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
