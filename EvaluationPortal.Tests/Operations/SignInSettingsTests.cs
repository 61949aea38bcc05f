using EvaluationPortal.Tests.Web;
using EvaluationPortal.Web.Operations.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting.Internal;

namespace EvaluationPortal.Tests.Operations;

/// <summary>Providers by settings alone, and secrets from nowhere but the environment and files of their own.</summary>
public sealed class SignInSettingsTests
{
    private const string Tenant = "8f3c1f0e-5b1d-4c55-9a0e-2f7f3f6d1a11";

    [Fact]
    public void A_provider_is_a_name_an_address_and_a_registration()
    {
        var provider = Assert.Single(Read(Oa()).SignIn.Providers);
        Assert.Equal(("oa", ProviderKind.Oidc, "统一身份认证", "https://sso.example.gov.cn/oidc"), (provider.Id, provider.Kind, provider.Name, provider.Authority.AbsoluteUri));
        Assert.Equal(["openid", "profile", "email"], provider.Scopes);
        Assert.True(provider.EndsSession);
        Assert.Null(provider.StaffNumberClaim);
    }

    [Fact]
    public void Entra_is_a_tenant_of_the_cloud_that_is_named_or_of_the_world_s()
    {
        var entra = Oa(("Kind", "entra"), ("Authority", null), ("TenantId", Tenant));
        Assert.Equal("https://login.microsoftonline.com/", Assert.Single(Read(entra).SignIn.Providers).Authority.AbsoluteUri);
        var china = Oa(("Kind", "Entra"), ("Authority", "https://login.partner.microsoftonline.cn"), ("TenantId", Tenant));
        Assert.Equal(Guid.Parse(Tenant), Assert.Single(Read(china).SignIn.Providers).TenantId);
    }

    [Fact]
    public void There_may_be_several_and_without_any_there_are_none()
    {
        Assert.Equal(["oa", "portal2"], Read([.. Oa(), .. Provider("Portal2")]).SignIn.Providers.Select(p => p.Id));
        Assert.Empty(Read([]).SignIn.Providers);
    }

    [Theory]
    [InlineData("Kind", "saml", "只能填oidc、entra")]
    [InlineData("Name", null, "须填登录按钮上的名称")]
    [InlineData("Name", "一个长到按钮上怎么也放不下而且没有人会去读完的名称", "最多20个字")]
    [InlineData("Authority", null, "须为认证服务的网址")]
    [InlineData("Authority", "sso.example.gov.cn", "须为认证服务的网址")]
    [InlineData("Authority", "https://user:word@sso.example.gov.cn", "须为认证服务的网址")]
    [InlineData("Authority", "http://sso.example.gov.cn", "须为https网址")]
    [InlineData("TenantId", Tenant, "只在Kind为entra时填写")]
    [InlineData("ClientId", null, "须填在对方登记本系统时得到的客户端标识")]
    [InlineData("ClientSecret", null, "须用环境变量给出客户端密钥")]
    [InlineData("ClientSecretFile", "/no/such/file", "须为本系统可读的文件")]
    [InlineData("SignOut", "perhaps", "只能填true或false")]
    [InlineData("Autority", "https://sso.example.gov.cn", "没有这项设置")]
    public void What_is_wrong_is_named(string key, string? value, string legal)
    {
        var refused = Assert.Throws<SettingsRefusedException>(() => Read(Oa((key, value))));
        Assert.Contains($"SignIn:Providers:oa:{key} = ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(legal, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the secret", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("common")]
    [InlineData("organizations")]
    [InlineData("example.onmicrosoft.com")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData(null)]
    public void A_tenant_is_one_tenant(string? tenant) =>
        Assert.Contains("须为租户ID", Assert.Throws<SettingsRefusedException>(() => Read(Oa(("Kind", "entra"), ("Authority", null), ("TenantId", tenant)))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("o-a")]
    [InlineData("1oa")]
    [InlineData("认证")]
    [InlineData("password")]
    [InlineData("Persona")]
    public void An_id_fits_into_addresses_and_is_no_other_way_of_signing_in(string id) =>
        Assert.Contains("登录方式的代号须以字母开头", Assert.Throws<SettingsRefusedException>(() => Read(Provider(id))).Message, StringComparison.Ordinal);

    [Fact]
    public void Without_TLS_a_provider_may_be_without_it_too() =>
        Assert.Equal("http", Assert.Single(Read([.. Oa(("Authority", "http://sso.example.gov.cn")), ("Security:AllowHttp", "true")]).SignIn.Providers).Authority.Scheme);

    [Fact]
    public void A_secret_in_the_settings_file_is_refused_and_not_shown()
    {
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "appsettings.json");
        File.WriteAllText(file, """{ "SignIn": { "Providers": { "oa": { "ClientSecret": "the secret" } } } }""");
        var values = Oa(("ClientSecret", null)).ToDictionary(v => v.Key, v => v.Value);
        var refused = Assert.Throws<SettingsRefusedException>(() => Read(new ConfigurationBuilder().AddInMemoryCollection(values).AddJsonFile(file).Build()));
        Assert.Contains("SignIn:Providers:oa:ClientSecret = （未填）：密钥不能写在设置文件或启动参数中，请改用环境变量SignIn__Providers__oa__ClientSecret", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_among_the_arguments_is_refused() =>
        Assert.Contains("密钥不能写在设置文件或启动参数中", Assert.Throws<SettingsRefusedException>(() =>
            Read(new ConfigurationBuilder().AddInMemoryCollection(Oa().ToDictionary(v => v.Key, v => v.Value)).AddCommandLine(["--SignIn:Providers:oa:ClientSecret", "the secret"]).Build())).Message, StringComparison.Ordinal);

    [Fact]
    public void A_secret_comes_from_a_file_of_its_own_or_from_the_environment_but_not_from_both()
    {
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "secret");
        File.WriteAllText(file, "the secret\n");
        Assert.Equal("the secret", Assert.Single(Read(Oa(("ClientSecret", null), ("ClientSecretFile", file))).SignIn.Providers).ClientSecret);
        Assert.Equal("the secret", Assert.Single(Read(Oa()).SignIn.Providers).ClientSecret);
        Assert.Contains("只能填一项", Assert.Throws<SettingsRefusedException>(() => Read(Oa(("ClientSecretFile", file)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_needs_no_secret_and_a_secret_never_prints()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Oa(("ClientSecret", null)).ToDictionary(v => v.Key, v => v.Value)).Build();
        Assert.Empty(Assert.Single(PortalSettings.Read(configuration, Production(), isServing: false).SignIn.Providers).ClientSecret);
        Assert.DoesNotContain("the secret", Assert.Single(Read(Oa()).SignIn.Providers).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_where_a_group_belongs_is_a_fault() =>
        Assert.Contains("SignIn:Providers = “oa”：须为一组设置", Assert.Throws<SettingsRefusedException>(() => Read([("SignIn:Providers", "oa")])).Message, StringComparison.Ordinal);

    private static (string Key, string? Value)[] Oa(params (string Key, string? Value)[] but) => Provider("oa", but);

    private static (string Key, string? Value)[] Provider(string id, params (string Key, string? Value)[] but)
    {
        var values = new Dictionary<string, string?>
        {
            ["Name"] = "统一身份认证", ["Authority"] = "https://sso.example.gov.cn/oidc", ["ClientId"] = "portal", ["ClientSecret"] = "the secret",
        };
        foreach (var (key, value) in but) values[key] = value;
        return [.. values.Select(v => ($"SignIn:Providers:{id}:{v.Key}", v.Value))];
    }

    private static PortalSettings Read((string Key, string? Value)[] values) =>
        Read(new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(v => v.Key, v => v.Value)).Build());

    private static PortalSettings Read(IConfiguration configuration) => PortalSettings.Read(configuration, Production());

    private static HostingEnvironment Production() =>
        new() { EnvironmentName = "Production", ContentRootPath = Path.GetTempPath(), ContentRootFileProvider = new NullFileProvider() };
}
