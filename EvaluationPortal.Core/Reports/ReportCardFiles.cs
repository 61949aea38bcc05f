using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Core.Reports;

/// <summary>What report cards are called as files.</summary>
public static class ReportCardFiles
{
    /// <summary>2022-岳阳街道-反馈单.pdf.</summary>
    public static string Name(Cycle cycle, Unit unit) => Safe($"{cycle.Code}-{unit.Name}-反馈单.pdf");

    /// <summary>2022-反馈单.zip.</summary>
    public static string ZipName(Cycle cycle) => Safe($"{cycle.Code}-反馈单.zip");

    /// <summary>Sorts in the official order: 07-洞泾镇-反馈单.pdf.</summary>
    public static string NumberedName(Unit unit) => Safe($"{unit.Order:00}-{unit.Name}-反馈单.pdf");

    /// <summary>Without what a file system or a zip program could take for a path.</summary>
    private static string Safe(string name) => string.Concat(name.Select(c => char.IsControl(c) || "/\\:*?\"<>|".Contains(c, StringComparison.Ordinal) ? '_' : c));
}
