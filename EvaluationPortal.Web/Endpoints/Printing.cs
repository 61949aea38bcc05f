using EvaluationPortal.Core.Reports.Pdf;
using EvaluationPortal.Web.Operations.Settings;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>
/// The fonts that report cards are printed with, loaded when the first card is asked for. A portal on a machine without any
/// does everything else; what to do about it is said to who asks for a card.
/// </summary>
public sealed class Printing(ReportsOptions options) : IDisposable
{
    private readonly Lock _loading = new();
    private ReportFonts? _fonts;

    /// <summary>The fonts, or the sentence that says what is missing. Asked again, it looks again.</summary>
    public (ReportFonts? Fonts, string? Why) Fonts()
    {
        lock (_loading)
        {
            try
            {
                return (_fonts ??= ReportFonts.Load(options.Fonts), null);
            }
            catch (Exception fault) when (fault is FileNotFoundException or InvalidDataException)
            {
                return (null, fault.Message);
            }
        }
    }

    public void Dispose() => _fonts?.Dispose();
}
