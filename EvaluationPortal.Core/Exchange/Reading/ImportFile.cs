using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
namespace EvaluationPortal.Core.Exchange.Reading;
/// <summary>x</summary>
public static class ImportFile { 
    /// <summary>x</summary>
    public const int MostBytes = 10 * 1024 * 1024;
    /// <summary>x</summary>
    public static ImportReading Read(byte[] file, string name, ImportKind kind, Cycle cycle, IndicatorCode? only, CancellationToken stop) => ImportReading.Refused("x"); }
/// <summary>x</summary>
public static class ImportTemplate { 
    /// <summary>x</summary>
    public static byte[] Of(ImportKind kind, Cycle cycle, IndicatorCode? only) => []; }
