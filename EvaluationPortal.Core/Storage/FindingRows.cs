using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Storage;

/// <summary>How far one finding is mended; a finding without a row is untouched.</summary>
public sealed class MendingRow
{
    public required string Cycle { get; set; }
    public required string Unit { get; set; }
    public required string Indicator { get; set; }
    public required Source Source { get; set; }

    /// <summary>Id of the finding within its assessment.</summary>
    public required int Finding { get; set; }

    /// <summary><see cref="Evaluation.Mending"/> as <see cref="StoredMendings"/> writes it: what the last entry about it says after.</summary>
    public required string Standing { get; set; }

    public required long Version { get; set; }
}

/// <summary>A 日常记录 as it stands; what it was before is on the trail.</summary>
public sealed class DailyRecordRow
{
    public required Guid Id { get; set; }

    /// <summary>Code of the unit, of no cycle.</summary>
    public required string Unit { get; set; }

    /// <summary><see cref="Evaluation.DailyRecord"/> as <see cref="StoredRecords"/> writes it: what the last entry about it says after.</summary>
    public required string Record { get; set; }

    public required long Version { get; set; }
}
