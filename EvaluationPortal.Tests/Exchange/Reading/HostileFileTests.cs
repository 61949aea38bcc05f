using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Exchange.Reading;
using EvaluationPortal.Tests.Evaluation;

namespace EvaluationPortal.Tests.Exchange.Reading;

public sealed class HostileFileTests
{
    private const long MostAllocated = 100 * 1024 * 1024;

    public static TheoryData<string> Names => [.. HostileFiles.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_file_is_refused_or_read_safely_within_bounds(string name)
    {
        var (make, said) = HostileFiles.All[name];
        var file = make();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = Read(file);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, 0, MostAllocated);
        if (said.Length > 0) Assert.StartsWith(said, reading.Refusal, StringComparison.Ordinal);
        else if (reading.Refusal is { } why) Assert.StartsWith(HostileFiles.Broken, why, StringComparison.Ordinal);
        else Assert.Equal(("泗泾镇", "8"), (reading.Rows[0].Unit, reading.Rows[0].Typed));
    }

    [Fact]
    public void A_workbook_cut_off_or_altered_anywhere_never_throws()
    {
        var file = new HandMadeBook(("表", HandMadeBook.Rows(["单位", "5.1"], ["泗泾镇", 8]))).File();
        for (var at = 0; at < file.Length; at += 7) Assert.NotNull(Read(file[..at]));
        var random = new Random(7);
        for (var turn = 0; turn < 600; turn++)
        {
            var altered = file.ToArray();
            altered[random.Next(altered.Length)] = (byte)random.Next(256);
            Assert.NotNull(Read(altered));
        }
    }

    private static ImportReading Read(byte[] file) => ImportFile.Read(file, "文件", ImportKind.BoardScores, Boards.Cycle, null, TestContext.Current.CancellationToken);
}
