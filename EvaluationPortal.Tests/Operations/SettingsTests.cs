using EvaluationPortal.Core.Access;
using EvaluationPortal.Tests.Web;
using EvaluationPortal.Web.Operations.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace EvaluationPortal.Tests.Operations;

public sealed class SettingsTests
{
    [Fact]
    public async Task All_faults_are_listed_at_once_and_nothing_is_served()
    {
        using var data = new TemporaryDirectory();
        var (exitCode, output, errors) = await PortalProcess.RunAsync(
            "--urls", "http://127.0.0.1:0;nonsense", "--Storage:DataDirectory", data.Path, "--Storage:Provider", "oracle", "--Storage:Diretory", "x", "--Demo:Enabled", "ja",
            "--Reports:Fonts:Regular", "/no/such/font.ttf", "--Contact:Telephone", "call me");
        Assert.Equal(1, exitCode);
        Assert.Equal("", output);
        Assert.Contains("设置有6处错误", errors, StringComparison.Ordinal);
        Assert.Contains("Urls = “nonsense”", errors, StringComparison.Ordinal);
        Assert.Contains("Storage:Provider = “oracle”：只能填sqlite、postgres", errors, StringComparison.Ordinal);
        Assert.Contains("Storage:Diretory = “x”：没有这项设置，Storage之下只有Provider、DataDirectory、ConnectionString", errors, StringComparison.Ordinal);
        Assert.Contains("Demo:Enabled = “ja”：只能填true或false", errors, StringComparison.Ordinal);
        Assert.Contains("Reports:Fonts:Regular = “/no/such/font.ttf”", errors, StringComparison.Ordinal);
        Assert.Contains("Contact:Telephone = “call me”", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(data.Path));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Database=portal")]
    [InlineData("Host=localhost;Pasword=secret")]
    public void Postgres_wants_a_connection_string_and_the_message_never_shows_it(string? connection)
    {
        var refused = Assert.Throws<SettingsRefusedException>(() => Read("Production", ("Storage:Provider", "Postgres"), ("Storage:ConnectionString", connection)));
        Assert.Contains("Storage:ConnectionString = （未填）：Storage:Provider为postgres时须填PostgreSQL连接串", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=localhost;Password=hush", false)]
    [InlineData("Host=localhost;Passfile=/etc/portal.pgpass", true)]
    public async Task A_password_of_the_database_among_the_arguments_is_refused(string connection, bool isLegal)
    {
        using var data = new TemporaryDirectory();
        var (_, _, errors) = await PortalProcess.RunAsync(
            "--urls", "http://127.0.0.1:0", "--Storage:DataDirectory", data.Path, "--Storage:Provider", "postgres", "--Storage:ConnectionString", connection, "--Demo:Enabled", "ja");
        Assert.Equal(!isLegal, errors.Contains("请把整个连接串放入环境变量Storage__ConnectionString", StringComparison.Ordinal));
        Assert.DoesNotContain("hush", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_missing_or_does_not_open_is_a_fault_of_its_setting()
    {
        using var data = new TemporaryDirectory();
        var file = Path.Combine(data.Path, "portal.pfx");
        Assert.Contains($"Kestrel:Certificates:Default:Path = “{file}”：须为已有的.pfx证书文件", Refused(), StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, "没有证书", TestContext.Current.CancellationToken);
        Assert.Contains("打不开这个证书文件", Refused(), StringComparison.Ordinal);

        string Refused() => Assert.Throws<SettingsRefusedException>(() => Read("Production", ("Kestrel:Certificates:Default:Path", file))).Message;
    }

    [Fact]
    public void A_connection_string_beside_sqlite_is_a_fault() =>
        Assert.Throws<SettingsRefusedException>(() => Read("Production", ("Storage:ConnectionString", "Host=localhost")));

    [Theory]
    [InlineData("Development", null, true)]
    [InlineData("Production", null, false)]
    [InlineData("Production", "true", true)]
    [InlineData("Development", "false", false)]
    public void The_demonstration_is_on_in_Development_or_where_asked_for(string environment, string? enabled, bool on)
    {
        var settings = Read(environment, ("Demo:Enabled", enabled));
        Assert.Equal(on, settings.Demo.Enabled);
        Assert.Equal(on, settings.Demo.SeedData);
    }

    [Theory]
    [InlineData("udp://10.0.0.5:514", false, "10.0.0.5", 514)]
    [InlineData("tcp://log.example.org:6514", true, "log.example.org", 6514)]
    [InlineData("TCP://[::1]:601/", true, "::1", 601)]
    public void A_syslog_server_is_a_protocol_a_host_and_a_port(string given, bool tcp, string host, int port) =>
        Assert.Equal(new(tcp, host, port), Read("Production", ("Audit:Syslog", given)).Audit.Syslog);

    [Theory]
    [InlineData("10.0.0.5:514")]
    [InlineData("udp://10.0.0.5")]
    [InlineData("http://10.0.0.5:514")]
    [InlineData("udp://10.0.0.5:514/path")]
    [InlineData("udp://:514")]
    public void Anything_else_is_no_syslog_server(string given)
    {
        var refused = Assert.Throws<SettingsRefusedException>(() => Read("Production", ("Audit:Syslog", given)));
        Assert.Contains("须为udp://主机:端口或tcp://主机:端口", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 10)]
    [InlineData("1", 1)]
    [InlineData("1440", 1440)]
    public void Anchors_are_written_at_the_minutes_set(string? given, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Read("Production", ("Audit:AnchorMinutes", given)).Audit.AnchorEvery);

    [Theory]
    [InlineData("0")]
    [InlineData("1441")]
    [InlineData("-5")]
    [InlineData("ten")]
    public void Minutes_out_of_range_are_a_fault(string given)
    {
        var refused = Assert.Throws<SettingsRefusedException>(() => Read("Production", ("Audit:AnchorMinutes", given)));
        Assert.Contains("须为1至1440的整数", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Development", null, true)]
    [InlineData("Production", null, false)]
    [InlineData("Production", "true", true)]
    [InlineData("Development", "false", false)]
    public void Pages_without_TLS_are_served_in_Development_or_where_allowed(string environment, string? allow, bool allowed) =>
        Assert.Equal(allowed, Read(environment, ("Security:AllowHttp", allow)).Security.AllowHttp);

    [Fact]
    public void Proxies_are_addresses_and_networks() =>
        Assert.Equal(["10.0.0.5/32", "10.1.0.0/16", "2001:db8::1/128"], Read("Production", ("Security:Proxies", "10.0.0.5; 10.1.0.0/16;2001:db8::1")).Security.Proxies.Select(p => p.ToString()));

    [Theory]
    [InlineData("Security:Proxies", "proxy.example")]
    [InlineData("Security:Proxies", "10.1.0.1/33")]
    [InlineData("Security:Proxies", "10")]
    [InlineData("Security:Proxies", "0.0.0.0/0")]
    [InlineData("Security:Proxies", "::/0")]
    [InlineData("Security:SignInsPerMinute", "0")]
    [InlineData("Security:DownloadsPerMinute", "many")]
    [InlineData("Security:BulkDownloadsPerMinute", "100001")]
    [InlineData("Security:UploadsPerMinute", "0")]
    [InlineData("Evidence:FileMegabytes", "0")]
    [InlineData("Evidence:UnitMegabytes", "much")]
    [InlineData("Evidence:Clamd", "127.0.0.1:3310")]
    [InlineData("Evidence:AcceptUnscanned", "perhaps")]
    [InlineData("AllowedHosts", "https://kaohe.example.gov.cn")]
    [InlineData("AllowedHosts", "localhost:5080")]
    [InlineData("ForwardedHeaders_Enabled", "true")]
    public void What_would_open_or_close_the_portal_by_mistake_is_a_fault(string key, string value)
    {
        var refused = Assert.Throws<SettingsRefusedException>(() => Read("Production", (key, value)));
        Assert.Contains($"{key} = “{value}”", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PasswordLength", "7", "须为8至64的整数")]
    [InlineData("PasswordKinds", "5", "须为1至4的整数")]
    [InlineData("PasswordDays", "-1", "须为0至3650的整数")]
    [InlineData("LockoutAttempts", "2", "须为3至100的整数")]
    [InlineData("LockoutMinutes", "0", "须为1至1440的整数")]
    [InlineData("Authenticators", "admins", "只能填optional、administrators、everybody")]
    [InlineData("SessionsPerPerson", "0", "须为1至100的整数")]
    [InlineData("IdleMinutes", "1", "须为2至1440的整数")]
    [InlineData("SessionHours", "169", "须为1至168的整数")]
    [InlineData("SeparateDuties", "yes", "只能填true或false")]
    [InlineData("Pasword", "10", "没有这项设置，Access之下只有SeparateDuties、PasswordLength、PasswordKinds、PasswordDays、LockoutAttempts、LockoutMinutes、Authenticators、SessionsPerPerson、IdleMinutes、SessionHours")]
    public void A_policy_that_would_open_accounts_by_mistake_is_a_fault(string key, string value, string legal)
    {
        var refused = Assert.Throws<SettingsRefusedException>(() => Read("Production", ($"Access:{key}", value)));
        Assert.Contains($"Access:{key} = “{value}”：{legal}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_is_what_the_settings_say()
    {
        var policy = Read("Production", ("Access:SeparateDuties", "false"), ("Access:PasswordLength", "12"), ("Access:PasswordKinds", "4"), ("Access:PasswordDays", "0"), ("Access:LockoutAttempts", "3"),
            ("Access:LockoutMinutes", "60"), ("Access:Authenticators", "Everybody"), ("Access:SessionsPerPerson", "1"), ("Access:IdleMinutes", "10"), ("Access:SessionHours", "8")).Access;
        Assert.Equal(new(false, 12, 4, null, 3, TimeSpan.FromHours(1), AuthenticatorUse.Everybody, 1, TimeSpan.FromMinutes(10), TimeSpan.FromHours(8)), policy);
        Assert.Equal(AccessPolicy.Default, Read("Production").Access);
        Assert.Equal(AccessPolicy.Default with { SeparateDuties = false }, Read("Development").Access);
    }

    [Fact]
    public void A_misspelt_section_in_the_file_is_a_fault()
    {
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "appsettings.json");
        File.WriteAllText(file, """{ "Storge": { "Provider": "postgres" }, "Logging": {}, "Urls": "http://localhost:5080" }""");
        var configuration = new ConfigurationBuilder().AddJsonFile(file).Build();
        var refused = Assert.Throws<SettingsRefusedException>(() => PortalSettings.Read(configuration, In("Production")));
        Assert.Contains("Storge", refused.Message, StringComparison.Ordinal);
        Assert.Contains("1处错误", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://localhost:99999")]
    [InlineData("ftp://localhost")]
    public void An_address_that_cannot_be_served_is_a_fault(string urls)
    {
        var refused = Assert.Throws<SettingsRefusedException>(() => Read("Production", ("Urls", urls)));
        Assert.Contains("端口为0至65535", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_another_machine_is_told_in_a_sentence()
    {
        using var data = new TemporaryDirectory();
        var (exitCode, output, errors) = await PortalProcess.RunAsync("--urls", "http://192.0.2.1:5080", "--Storage:DataDirectory", data.Path);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith("不能使用服务地址，门户没有启动", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_argument_is_a_fault()
    {
        var (exitCode, _, errors) = await PortalProcess.RunAsync("--url", "http://127.0.0.1:0");
        Assert.Equal(1, exitCode);
        Assert.Contains("url = “http://127.0.0.1:0”：没有这项设置，只有", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relative_data_directory_lies_beside_the_settings_file() =>
        Assert.Equal(Path.Combine(Path.GetTempPath().TrimEnd('/'), "App_Data"), Read("Production").Storage.DataDirectory);

    private static PortalSettings Read(string environment, params (string Key, string? Value)[] values) =>
        PortalSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(v => v.Key, v => v.Value)).Build(), In(environment));

    private static HostingEnvironment In(string environment) =>
        new() { EnvironmentName = environment, ContentRootPath = Path.GetTempPath(), ContentRootFileProvider = new NullFileProvider() };
}
