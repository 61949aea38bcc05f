using System.Collections.Immutable;

namespace EvaluationPortal.Web.Operations.Settings;

/// <summary>How a provider is spoken to.</summary>
public enum ProviderKind
{
    /// <summary>OpenID Connect as everybody speaks it.</summary>
    Oidc = 0,

    /// <summary>Microsoft Entra ID, one tenant.</summary>
    Entra = 1,
}

/// <summary>Signing in through others: 统一身份认证, the OA, Entra ID.</summary>
/// <param name="Providers">In the order of their ids.</param>
public sealed record SignInOptions(ImmutableArray<SignInProvider> Providers)
{
    /// <summary>The provider with that id, or null.</summary>
    public SignInProvider? Find(string? id) => Providers.FirstOrDefault(p => p.Id == id);

    internal static SignInOptions Read(SettingsSection section, string contentRoot, bool allowHttp, bool isServing)
    {
        const string key = "Providers";
        var sections = section.Sections(key);
        foreach (var one in sections.Where(s => !SignInProvider.IsId(s.Name)))
        {
            section.Fault($"{key}:{one.Name}", "（一组值）", $"登录方式的代号须以字母开头，只含字母和数字，最多{SignInProvider.LongestId}个字符，且不能是password、persona、setup");
        }

        var providers = sections.Select(one => SignInProvider.Read(one, contentRoot, allowHttp, isServing)).ToList();
        section.Close();
        return new SignInOptions([.. providers.OrderBy(p => p.Id, StringComparer.Ordinal)]);
    }
}

/// <summary>One provider.</summary>
/// <param name="Id">Small letters and digits: its part in addresses, on the trail, and in what ties its people to the portal's.</param>
/// <param name="Name">What its button says, e.g. 统一身份认证.</param>
/// <param name="Authority">Where its metadata lies; for Entra the cloud's origin.</param>
/// <param name="TenantId">For Entra, and only there.</param>
/// <param name="ClientSecret">Never shown; empty for a command that signs nobody in.</param>
/// <param name="Scopes"><c>openid</c> among them.</param>
/// <param name="StaffNumberClaim">The claim that is the 工号; null where its word for it is not taken.</param>
/// <param name="EndsSession">退出 ends the session there too, where the provider can.</param>
public sealed record SignInProvider(
    string Id, ProviderKind Kind, string Name, Uri Authority, Guid? TenantId, string ClientId, string ClientSecret, ImmutableArray<string> Scopes, string? StaffNumberClaim, bool EndsSession)
{
    internal const int LongestId = 32;
    private const string EntraCloud = "https://login.microsoftonline.com";
    private const int LongestName = 20;
    private const int LongestValue = 200;
    private const int LongestSecretFile = 4096;

    /// <summary>Without the secret: records print themselves.</summary>
    public override string ToString() => $"{Id} ({Kind}, {Authority})";

    /// <summary>The ids that the trail knows other ways of signing in by are taken.</summary>
    internal static bool IsId(string name) =>
        name.Length is > 0 and <= LongestId && char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit) && name.ToLowerInvariant() is not ("password" or "persona" or "setup");

    internal static SignInProvider Read(SettingsSection section, string contentRoot, bool allowHttp, bool isServing)
    {
        var kind = section.Choice("Kind", ProviderKind.Oidc);
        var provider = new SignInProvider(
            section.Name.ToLowerInvariant(),
            kind,
            Wanted(section, "Name", LongestName, "须填登录按钮上的名称，如统一身份认证"),
            ReadAuthority(section, kind, allowHttp),
            ReadTenant(section, kind),
            Wanted(section, "ClientId", LongestValue, "须填在对方登记本系统时得到的客户端标识"),
            ReadSecret(section, contentRoot, isServing),
            [.. (section.Text("Scopes", LongestValue) ?? "profile email").Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend("openid").Distinct(StringComparer.Ordinal)],
            section.Text("StaffNumberClaim", LongestValue),
            section.Flag("SignOut") ?? true);
        section.Close();
        return provider;
    }

    private static string Wanted(SettingsSection section, string key, int longest, string legal)
    {
        var value = section.Text(key, longest);
        if (value is null) section.Fault(key, null, legal);
        return value ?? "";
    }

    private static Uri ReadAuthority(SettingsSection section, ProviderKind kind, bool allowHttp)
    {
        const string key = "Authority";
        var given = section.Text(key, LongestValue) ?? (kind is ProviderKind.Entra ? EntraCloud : null);
        var cloudOnly = kind is ProviderKind.Entra ? $"，Entra只填云的网址，默认{EntraCloud}" : "，如https://sso.example.gov.cn/oidc，其下须有.well-known/openid-configuration";
        if (!Uri.TryCreate(given, UriKind.Absolute, out var authority)
            || authority is not { Scheme: "https" or "http", Host.Length: > 0, UserInfo: "", Query: "", Fragment: "" }
            || (kind is ProviderKind.Entra && authority.AbsolutePath != "/"))
        {
            section.Fault(key, given, $"须为认证服务的网址{cloudOnly}");
            return new Uri(EntraCloud);
        }

        if (authority.Scheme == "http" && !allowHttp)
        {
            section.Fault(key, given, "须为https网址；内网确实没有TLS时，须同时设Security:AllowHttp为true");
        }

        return authority;
    }

    /// <summary>One tenant by its id: the names that stand for several would let anybody's tenant in.</summary>
    private static Guid? ReadTenant(SettingsSection section, ProviderKind kind)
    {
        const string key = "TenantId";
        var given = section.Text(key);
        if (kind is not ProviderKind.Entra)
        {
            if (given is not null) section.Fault(key, given, "只在Kind为entra时填写");
            return null;
        }

        if (Guid.TryParseExact(given, "D", out var tenant) && tenant != Guid.Empty) return tenant;
        section.Fault(key, given, "须为租户ID，如aaaabbbb-0000-cccc-1111-dddd2222eeee；不能填域名、common或organizations");
        return null;
    }

    private static string ReadSecret(SettingsSection section, string contentRoot, bool isServing)
    {
        const string key = "ClientSecret", fileKey = "ClientSecretFile";
        var (secret, file) = (section.Secret(key), section.Text(fileKey));
        if (!isServing) return "";
        if (secret is not null && file is not null) section.Fault(fileKey, file, $"{key}和{fileKey}只能填一项");
        if (file is not null) return ReadSecretFile(section, fileKey, file, contentRoot);
        if (secret is null) section.Fault(key, null, $"须用环境变量给出客户端密钥，或把密钥存入单独的文件并填写{fileKey}");
        return secret ?? "";
    }

    private static string ReadSecretFile(SettingsSection section, string key, string file, string contentRoot)
    {
        try
        {
            var found = new FileInfo(Path.GetFullPath(file, contentRoot));
            if (found is { Exists: true, Length: > 0 and <= LongestSecretFile } && File.ReadAllText(found.FullName).Trim() is { Length: > 0 } secret && !secret.Any(char.IsControl))
            {
                return secret;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // Listed below like any other file that holds no secret.
        }

        section.Fault(key, file, "须为本系统可读的文件，其中只有客户端密钥一行");
        return "";
    }
}
