using EvaluationPortal.Core.Storage;
using EvaluationPortal.Web.Access;
using EvaluationPortal.Web.Components;
using EvaluationPortal.Web.Endpoints;
using EvaluationPortal.Web.Operations;
using EvaluationPortal.Web.Operations.Settings;

if (CommandLine.Names(args))
{
    return await CommandLine.RunAsync(args);
}

try
{
    var builder = PortalHost.CreateBuilder(args);
    var settings = builder.AddPortalSettings();

    builder.AddPortalHosting();
    builder.AddPortalRecords();
    builder.AddPortalAccess(settings.Storage);
    builder.AddPortalPages();

    var app = builder.Build();

    app.UsePortalHosting();
    app.UsePortalErrors();
    app.UsePortalAccess();

    app.MapStaticAssets().AllowAnonymous();
    app.MapHealth();
    app.MapPortalAccess();
    app.MapStart();
    app.MapPortalPages();

    await app.OpenRecords();
    await app.RunAsync();
    return 0;
}
catch (Exception refused) when (refused is SettingsRefusedException or DataDirectoryRefusedException)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
