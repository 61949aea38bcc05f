using EvaluationPortal.Core.Reports.Pdf;

[assembly: AssemblyFixture(typeof(EvaluationPortal.Tests.Reports.ReportFontsFixture))]

namespace EvaluationPortal.Tests.Reports;

/// <summary>The report fonts, loaded once for all tests that print.</summary>
public sealed class ReportFontsFixture : IDisposable
{
    private readonly Lazy<ReportFonts> _fonts = new(() => ReportFonts.Load());

    public ReportFonts Fonts => _fonts.Value;

    public void Dispose()
    {
        if (_fonts.IsValueCreated)
            _fonts.Value.Dispose();
    }
}
