using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Storage.Evidence;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Operations.Settings;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Web.Operations;

/// <summary>Evidence: its store in the data directory and its use cases.</summary>
public static partial class PortalEvidence
{
    public static void AddPortalEvidence(this IHostApplicationBuilder builder)
    {
        builder.Services
            .AddSingleton(s => Store(s.GetRequiredService<StorageOptions>()))
            .AddSingleton<AddEvidence>()
            .AddSingleton<RemoveEvidence>()
            .AddSingleton<ReadEvidence>();
    }

    /// <summary>The store in the data directory.</summary>
    public static EvidenceStore Store(StorageOptions storage) => new(Path.Combine(storage.DataDirectory, EvidenceStore.FolderName));

    /// <summary>Deletes what an earlier process left half done. The database is up to date and nothing is served yet.</summary>
    public static async Task SweepEvidence(this WebApplication app)
    {
        var services = app.Services;
        await using var db = services.GetRequiredService<PortalDatabase>().Open();
        var known = await db.Evidence.Select(e => e.Sha256).Distinct().ToHashSetAsync(app.Lifetime.ApplicationStopping);
        var swept = services.GetRequiredService<EvidenceStore>().Sweep(known);
        if (swept > 0) LogSwept(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(PortalEvidence).FullName!), swept);
    }

    [LoggerMessage(LogLevel.Information, "{Count} files of uploads that were cut off have been deleted.")]
    private static partial void LogSwept(ILogger log, int count);
}
