using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace EvaluationPortal.Tests.Web;

/// <summary>
/// The real application in this process, on Kestrel and a free port, with a data directory of its own. As a class fixture it
/// is what a newcomer's first run is: Development, demonstration on. For anything else set the properties and call
/// <see cref="InitializeAsync"/>, or use <see cref="StartAsync"/>.
/// </summary>
public sealed class Portal : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly TemporaryDirectory _own = new();

    public string EnvironmentName { get; init; } = "Development";

    /// <summary>Settings by their keys, e.g. <c>Demo:Enabled</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The clock it runs by, for what must not happen by itself; the machine's unless given.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>With it the portal is served over TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>What else is different here, such as whom it trusts as a provider's TLS server.</summary>
    public Action<IServiceCollection>? Different { get; init; }

    /// <summary>Where it writes: a directory of its own unless another is given (a restart on the same data).</summary>
    public string DataDirectory { get => field ?? _own.Path; init; }

    /// <summary>What it wrote so far.</summary>
    public WrittenLog Log { get; } = new();

    /// <summary>Where it answers, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    public static async Task<Portal> StartAsync(string environment = "Development", string? dataDirectory = null, params (string Key, string Value)[] settings)
    {
        var portal = new Portal { EnvironmentName = environment, DataDirectory = dataDirectory!, Settings = settings.ToDictionary(s => s.Key, s => s.Value) };
        await portal.InitializeAsync();
        return portal;
    }

    public ValueTask InitializeAsync()
    {
        if (Certificate is { } certificate) UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        else UseKestrel(0);
        StartServer();
        var addresses = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Address = new Uri(addresses.First().Replace("[::]", "127.0.0.1", StringComparison.Ordinal)).GetLeftPart(UriPartial.Authority);
        return ValueTask.CompletedTask;
    }

    /// <summary>A client that follows no redirect and keeps its cookies.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Address) };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _own.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(EnvironmentName);
        builder.UseSetting("Storage:DataDirectory", DataDirectory);
        builder.UseSetting("Security:AllowHttp", Certificate is null ? "true" : "false");
        builder.UseSetting("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Warning");
        builder.ConfigureLogging(logging => logging.AddProvider(Log));
        if (Clock is { } clock)
        {
            builder.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton(clock)));
        }

        if (Different is { } different) builder.ConfigureServices(different);
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }
    }
}
