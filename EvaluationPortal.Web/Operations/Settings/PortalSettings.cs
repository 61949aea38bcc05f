using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Reports.Pdf;
using EvaluationPortal.Core.Storage.Evidence;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.Json;

namespace EvaluationPortal.Web.Operations.Settings;

/// <summary>The demonstration.</summary>
/// <param name="Enabled">Personas can be signed in as with one click. Where the setting is silent: in Development only.</param>
/// <param name="SeedData">An empty database is filled with invented results. Where the setting is silent: as <paramref name="Enabled"/>.</param>
public sealed record DemoOptions(bool Enabled, bool SeedData)
{
    /// <summary>What is shown may be invented: every page says so.</summary>
    public bool IsOn => Enabled || SeedData;

    internal static DemoOptions Read(SettingsSection section, IHostEnvironment environment)
    {
        var enabled = section.Flag("Enabled") ?? environment.IsDevelopment();
        var seed = section.Flag("SeedData") ?? enabled;
        section.Close();
        return new DemoOptions(enabled, seed);
    }
}

/// <summary>Report cards.</summary>
/// <param name="Fonts">TrueType fonts to use instead of the ones built in; without them those.</param>
public sealed record ReportsOptions(ReportFontFiles Fonts)
{
    internal static ReportsOptions Read(SettingsSection section, string contentRoot)
    {
        var fonts = new ReportFontFiles(File("Fonts:Regular"), File("Fonts:Bold"));
        if (fonts is { Regular: null, Bold: not null })
        {
            section.Fault("Fonts:Regular", null, "指定了Fonts:Bold时也须指定");
        }

        section.Close();
        return new ReportsOptions(fonts);

        string? File(string key)
        {
            var given = section.Text(key);
            var path = given is null ? null : Path.GetFullPath(given, contentRoot);
            if (path is not null && !System.IO.File.Exists(path))
            {
                section.Fault(key, given, "须为已有的TrueType中文字体文件，留空则用自带字体");
            }

            return path;
        }
    }
}

/// <summary>Whom people ask, as shown on the pages.</summary>
public sealed record ContactOptions(string? Name, string? Telephone)
{
    /// <summary>There is somebody to ask.</summary>
    public bool IsKnown => Name is not null || Telephone is not null;

    internal static ContactOptions Read(SettingsSection section)
    {
        var name = section.Text("Name", 40);
        var telephone = section.Text("Telephone", 40);
        if (telephone is not null && !telephone.All(c => char.IsAsciiDigit(c) || "+-() 转、".Contains(c, StringComparison.Ordinal)))
        {
            section.Fault("Telephone", telephone, "须为电话号码，如021-37730000转1");
        }

        section.Close();
        return new ContactOptions(name, telephone);
    }
}

/// <summary>All settings of the portal, checked.</summary>
public sealed record PortalSettings(StorageOptions Storage, SecurityOptions Security, AccessPolicy Access, DemoOptions Demo, ReportsOptions Reports, AuditOptions Audit, ContactOptions Contact, SignInOptions SignIn, EvidencePolicy Evidence)
{
    private const string LegalAddresses = "须为网址，如http://localhost:5080，多个用分号隔开；端口为0至65535";
    private static readonly string[] Sections = ["Storage", "Security", "Access", "Demo", "Reports", "Audit", "Contact", "SignIn", "Evidence"];
    private static readonly string[] OfTheFramework = ["Urls", "Logging", "AllowedHosts", "Kestrel", "$schema"];

    /// <summary>What hosts understand as arguments beside those, and what a test's host hands on.</summary>
    private static readonly string[] OfHosts =
    [
        "environment", "http_ports", "https_ports", WebHostDefaults.ContentRootKey, WebHostDefaults.ApplicationKey, WebHostDefaults.WebRootKey,
        WebHostDefaults.DetailedErrorsKey, WebHostDefaults.CaptureStartupErrorsKey, WebHostDefaults.HostingStartupAssembliesKey,
        WebHostDefaults.PreventHostingStartupKey, WebHostDefaults.SuppressStatusMessagesKey, WebHostDefaults.ShutdownTimeoutKey, WebHostDefaults.StaticWebAssetsKey,
    ];

    /// <summary>Whether an argument of that name (without its dashes) is meant as a setting: one of the framework's, or a key within a section.</summary>
    internal static bool IsSetting(string name) => name.Contains(':', StringComparison.Ordinal) || OfTheFramework.Concat(OfHosts).Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads and checks everything.</summary>
    /// <param name="isServing">Whether people sign in: a command needs no provider's secret.</param>
    /// <exception cref="SettingsRefusedException">Something is wrong; the message lists all of it.</exception>
    public static PortalSettings Read(IConfiguration configuration, IHostEnvironment environment, bool isServing = true)
    {
        var faults = new List<SettingFault>();
        var security = SecurityOptions.Read(Section("Security"), environment);
        var settings = new PortalSettings(
            StorageOptions.Read(Section("Storage"), environment.ContentRootPath),
            security,
            AccessSettings.Read(Section("Access"), environment),
            DemoOptions.Read(Section("Demo"), environment),
            ReportsOptions.Read(Section("Reports"), environment.ContentRootPath),
            AuditOptions.Read(Section("Audit")),
            ContactOptions.Read(Section("Contact")),
            SignInOptions.Read(Section("SignIn"), environment.ContentRootPath, security.AllowHttp, isServing),
            EvidenceSettings.Read(Section("Evidence")));
        CheckAddresses(configuration["Urls"], faults);
        CheckHosts(configuration["AllowedHosts"], faults);
        CheckForwarding(configuration, faults);
        if (isServing) CheckCertificate(configuration.GetSection("Kestrel:Certificates:Default"), environment.ContentRootPath, faults);
        CheckNames(configuration, faults);
        return faults.Count == 0 ? settings : throw new SettingsRefusedException(faults);

        SettingsSection Section(string name) => new(configuration, name, faults);
    }

    private static void CheckAddresses(string? urls, List<SettingFault> faults)
    {
        if (urls is not null && string.IsNullOrWhiteSpace(urls))
        {
            faults.Add(new SettingFault("Urls", null, LegalAddresses));
        }

        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            try
            {
                if (BindingAddress.Parse(url) is { Scheme: "http" or "https", Port: >= 0 and <= 65_535 })
                {
                    continue;
                }
            }
            catch (FormatException)
            {
                // Listed below like any other address that is none.
            }

            faults.Add(new SettingFault("Urls", url, LegalAddresses));
        }
    }

    /// <summary>A host with a scheme or a port would match no request, and nothing would be served.</summary>
    private static void CheckHosts(string? hosts, List<SettingFault> faults)
    {
        foreach (var host in (hosts ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
            if (host != "*" && Uri.CheckHostName(name) is UriHostNameType.Unknown)
            {
                faults.Add(new SettingFault("AllowedHosts", host, "须为主机名，不带http://和端口，如kaohe.example.gov.cn，多个用分号隔开，*为不限"));
            }
        }
    }

    /// <summary>ASP.NET Core's switch believes the forwarded headers of everybody.</summary>
    private static void CheckForwarding(IConfiguration configuration, List<SettingFault> faults)
    {
        if (configuration["ForwardedHeaders_Enabled"] is { } value)
        {
            faults.Add(new SettingFault("ForwardedHeaders_Enabled", value, "这项设置会信任任何人的转发头，请去掉，改用Security:Proxies填写反向代理的地址"));
        }
    }

    /// <summary>Kestrel itself would end with a stack trace. Certificates with a key of their own file are left to it.</summary>
    private static void CheckCertificate(IConfigurationSection given, string contentRoot, List<SettingFault> faults)
    {
        if (given["Path"] is not { Length: > 0 } path || given["KeyPath"] is { Length: > 0 }) return;
        try
        {
            X509CertificateLoader.LoadPkcs12FromFile(Path.GetFullPath(path, contentRoot), given["Password"]).Dispose();
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            faults.Add(new SettingFault($"{given.Path}:Path", path, File.Exists(Path.GetFullPath(path, contentRoot))
                ? "打不开这个证书文件：须为.pfx文件，本账户可读，密码在环境变量Kestrel__Certificates__Default__Password中且正确"
                : "须为已有的.pfx证书文件"));
        }
    }

    /// <summary>A section or argument with a typing error in its name would silently be the default: only known ones are taken.</summary>
    private static void CheckNames(IConfiguration configuration, List<SettingFault> faults)
    {
        var given = (configuration as IConfigurationRoot)?.Providers
            .Where(p => p is JsonConfigurationProvider or CommandLineConfigurationProvider)
            .SelectMany(p => p.GetChildKeys([], null))
            .Distinct(StringComparer.OrdinalIgnoreCase) ?? [];
        foreach (var name in given.Except([.. Sections, .. OfTheFramework, .. OfHosts], StringComparer.OrdinalIgnoreCase))
        {
            faults.Add(new SettingFault(name, configuration[name] ?? "（一组值）", $"没有这项设置，只有{string.Join('、', [.. Sections, .. OfTheFramework])}"));
        }
    }
}
