using EvaluationPortal.Web.Access;
using EvaluationPortal.Web.Components;
using EvaluationPortal.Web.Endpoints;
using EvaluationPortal.Web.Operations;
using EvaluationPortal.Web.Security;

if (CommandLine.Names(args))
{
    return await CommandLine.RunAsync(args);
}

try
{
    var builder = PortalHost.CreateBuilder(args);
    var settings = builder.AddPortalSettings();

    builder.AddPortalHosting();
    builder.AddPortalSecurity(settings.Security);
    builder.AddPortalRecords();
    builder.AddPortalPeople();
    builder.AddPortalEvidence();
    builder.AddPortalReports();
    builder.AddPortalAudit(settings.Audit);
    builder.AddPortalAccess(settings.Storage, settings.Security, settings.Access);
    builder.AddProviders(settings.SignIn, PortalCookies.For(settings.Storage, settings.Security));
    builder.AddPortalPages();

    var app = builder.Build();

    app.UsePortalSecurity();
    app.UsePortalHosting();
    app.UsePortalErrors();
    app.UsePortalAccess();
    app.UsePlaces();

    app.MapStaticAssets().AllowAnonymous();
    app.MapHealth();
    app.MapPortalAccess();
    app.MapProviders();
    app.MapReportCards();
    app.MapSheets();
    app.MapImports();
    app.MapFilingFiles();
    app.MapEvidence();
    app.MapAudit();
    app.MapSchemes();
    app.MapLists();
    app.MapPortalPages();

    await app.OpenRecords();
    await app.SweepEvidence();
    app.OfferSetupLink();
    await app.RunAsync();
    return 0;
}
catch (Exception fault) when (PortalHost.Explain(fault) is { } explanation)
{
    await Console.Error.WriteLineAsync(explanation);
    return 1;
}
