using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Components.Pages.Audit;
using EvaluationPortal.Web.Operations.Settings;
using EvaluationPortal.Web.Operations.Trail;

namespace EvaluationPortal.Web.Operations;

/// <summary>Reading, verifying, anchoring and forwarding the audit trail.</summary>
public static class PortalAudit
{
    public static void AddPortalAudit(this IHostApplicationBuilder builder, AuditOptions options)
    {
        builder.Services
            .AddSingleton(s => new AuditAnchors(s.GetRequiredService<DataDirectory>().Inside(AuditAnchors.FileName)))
            .AddSingleton<NoteEvents>()
            .AddSingleton<ReadTrail>()
            .AddSingleton<VerifyTrail>()
            .AddSingleton<AuditWords>()
            .AddHostedService<TrailAnchoring>();
        if (options.Syslog is not null) builder.Services.AddHostedService<SyslogForwarding>();
    }
}
