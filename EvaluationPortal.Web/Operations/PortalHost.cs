using System.Globalization;
using System.Net.Sockets;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Web.Operations.Settings;
using Microsoft.AspNetCore.Connections;

namespace EvaluationPortal.Web.Operations;

/// <summary>How the process is hosted: where its files lie, which settings hold, how it stops.</summary>
public static class PortalHost
{
    /// <summary>
    /// A builder that finds appsettings.json whatever the working directory: beside the published binary, or at the top of the
    /// checkout that the binary was built in.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        SpeakChinese();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot(AppContext.BaseDirectory) });

        // By default "Urls" in a settings file would win over ASPNETCORE_URLS: variables and arguments have the last word here.
        builder.Configuration.AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args);

        // Serves the assets of a built, unpublished binary in every environment; without effect on a published one.
        builder.WebHost.UseStaticWebAssets();
        return builder;
    }

    /// <summary>Reads and checks the settings and makes each section available by its type.</summary>
    /// <param name="isServing">Whether people sign in: a command needs no provider's secret.</param>
    /// <exception cref="SettingsRefusedException">The settings are wrong.</exception>
    public static PortalSettings AddPortalSettings(this IHostApplicationBuilder builder, bool isServing = true)
    {
        var settings = PortalSettings.Read(builder.Configuration, builder.Environment, isServing);
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(settings.Storage)
            .AddSingleton(settings.Security)
            .AddSingleton(settings.Access)
            .AddSingleton(settings.Demo)
            .AddSingleton(settings.Reports)
            .AddSingleton(settings.Audit)
            .AddSingleton(settings.Contact)
            .AddSingleton(settings.SignIn)
            .AddSingleton(settings.Evidence);
        return settings;
    }

    /// <summary>What a serving process has and a command has not: the data directory's lock, readiness, a quick stop.</summary>
    public static void AddPortalHosting(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(s => DataDirectory.Take(s.GetRequiredService<StorageOptions>().DataDirectory));
        builder.Services.AddSingleton<Readiness>();

        // Clients come back by themselves: waiting for their circuits would only lengthen the gap.
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(3));
    }

    /// <summary>
    /// Takes the data directory before anything else does, and turns circuits away once the process is stopping: a client that
    /// reconnected to a dying server would lose its page a second time.
    /// </summary>
    /// <exception cref="DataDirectoryRefusedException">Another process serves from it.</exception>
    public static void UsePortalHosting(this WebApplication app)
    {
        _ = app.Services.GetRequiredService<DataDirectory>();
        var stopping = app.Lifetime.ApplicationStopping;
        app.Use((context, next) =>
        {
            if (!stopping.IsCancellationRequested || !context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
    }

    /// <summary>What an operator can do about a start that failed, in Chinese; null where it is a fault of the program.</summary>
    public static string? Explain(Exception fault) => fault switch
    {
        SettingsRefusedException or DataDirectoryRefusedException or RecordsRefusedException => fault.Message,
        IOException { InnerException: AddressInUseException } => $"服务地址已被占用，门户没有启动：{fault.Message}请用 --urls 另设地址，或先停止占用它的程序。",
        SocketException => $"不能使用服务地址，门户没有启动：{fault.Message}。请检查 --urls 中的地址是否属于本机、本账户是否可用这个端口。",
        InvalidOperationException when fault.Message.Contains("HTTPS", StringComparison.Ordinal) =>
            "https地址缺少服务器证书，门户没有启动。请设置 Kestrel:Certificates:Default:Path 和 Password，或改用http地址。",
        _ => null,
    };

    /// <summary>The directory of appsettings.json.</summary>
    internal static string ContentRoot(string binaries)
    {
        if (Directory.Exists(Path.Combine(binaries, "wwwroot")))
        {
            return binaries;
        }

        for (var directory = new DirectoryInfo(binaries); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "EvaluationPortal.sln")))
            {
                return directory.FullName;
            }
        }

        return binaries;
    }

    /// <summary>Dates, numbers and the words of the framework's own messages, on every thread.</summary>
    internal static void SpeakChinese()
    {
        var chinese = CultureInfo.GetCultureInfo("zh-CN");
        CultureInfo.DefaultThreadCurrentCulture = chinese;
        CultureInfo.DefaultThreadCurrentUICulture = chinese;
        CultureInfo.CurrentCulture = chinese;
        CultureInfo.CurrentUICulture = chinese;
    }
}
