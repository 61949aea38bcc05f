using EvaluationPortal.Core.Reports;
using EvaluationPortal.Core.Reports.Pdf;
using EvaluationPortal.Web.Endpoints;
using EvaluationPortal.Web.Operations.Settings;

namespace EvaluationPortal.Web.Operations;

/// <summary>Report cards and the fonts they are printed with.</summary>
public static class PortalReports
{
    public static void AddPortalReports(this IHostApplicationBuilder builder)
    {
        builder.Services
            .AddSingleton<MakeReportCard>()
            .AddSingleton<Downloads>()
            .AddSingleton(s => ReportFonts.Load(s.GetRequiredService<ReportsOptions>().Fonts));
    }
}
