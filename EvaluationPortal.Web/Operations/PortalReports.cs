using EvaluationPortal.Core.Reports;
using EvaluationPortal.Web.Endpoints;

namespace EvaluationPortal.Web.Operations;

/// <summary>Report cards and the fonts they are printed with.</summary>
public static class PortalReports
{
    public static void AddPortalReports(this IHostApplicationBuilder builder)
    {
        builder.Services
            .AddSingleton<MakeReportCard>()
            .AddSingleton<Downloads>()
            .AddSingleton<SheetDesk>()
            .AddSingleton<Printing>();
    }
}
