using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Tests.Browser;
using EvaluationPortal.Tests.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using Microsoft.Playwright;

namespace EvaluationPortal.Tests.Access;

/// <summary>docs/permissions.md says what is so: everything that exists is listed, and what is listed is asked.</summary>
public sealed class PermissionsDocumentTests(Portal portal, Chromium chromium) : IClassFixture<Portal>
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly Type[] Web = typeof(Program).Assembly.GetTypes();
    private static readonly Type[] Core = typeof(PermissionTable).Assembly.GetTypes();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>One person for every role.</summary>
    public static TheoryData<string> EveryRole => [.. Personas.Among([]).Select(p => p.Id.Value).Union(["bureau-finance", "liaison-yueyang"])];

    [Fact]
    public void Every_page_is_listed() =>
        AssertListed("pages", Web.SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => r.Template));

    [Fact]
    public void Every_address_is_listed() => AssertListed("addresses", Endpoints()
        .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} /{e.RoutePattern.RawText!.TrimStart('/')}")));

    [Fact]
    public void Every_call_from_the_browser_is_listed() =>
        AssertListed("calls", Web.Concat(Core).SelectMany(t => t.GetMethods(Everything)).Where(m => m.IsDefined(typeof(JSInvokableAttribute))).Select(m => $"{m.DeclaringType!.Name}.{m.Name}"));

    [Fact]
    public void Every_use_case_is_listed() => AssertListed("use cases", Core
        .Where(t => t is { IsClass: true, IsPublic: true } && !t.IsDefined(typeof(CompilerGeneratedAttribute)) && !typeof(Exception).IsAssignableFrom(t) && !IsRecord(t))
        .Where(t => t.Namespace == "EvaluationPortal.Core.Workflow" ? HasMethods(t) : t.Namespace == "EvaluationPortal.Core.Reports" && t.GetMethods(Everything).Any(m => m.Name == "Run"))
        .Select(t => t.Name));

    [Theory]
    [MemberData(nameof(EveryRole))]
    public async Task Every_download_asks_what_is_listed(string persona)
    {
        using var client = await portal.ClientAsync(persona);
        var (person, unit) = About(persona);
        foreach (var (address, asks) in Asking("addresses"))
        {
            using var response = await client.GetAsync(Filled(address["GET ".Length..], unit), HttpCompletionOption.ResponseHeadersRead, Stop);
            var may = asks.Any(p => PermissionTable.Ask(person, p, unit).IsGranted);
            Assert.True(response.StatusCode == (may ? HttpStatusCode.OK : HttpStatusCode.Forbidden), $"{persona} {address} {response.StatusCode}");
        }
    }

    [Theory]
    [MemberData(nameof(EveryRole))]
    public async Task Every_page_asks_what_is_listed(string persona)
    {
        var (person, unit) = About(persona);
        await using var visit = await chromium.SignedInAsAsync(portal.Address, person.Id);
        foreach (var (page, asks) in Asking("pages"))
        {
            await visit.Page.GotoAsync(Filled(page, unit));
            await visit.LiveAsync();
            await Assertions.Expect(visit.Page.Locator("main h1, main table").First).ToBeAttachedAsync();
            var may = asks.Any(p => PermissionTable.Ask(person, p, unit).IsGranted);
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "没有权限" })).ToHaveCountAsync(may ? 0 : 1);
        }
    }

    [Fact]
    public void The_walk_has_every_role() =>
        Assert.Equal(Enum.GetValues<Role>(), EveryRole.SelectMany(row => About(row.Data).Person.Roles).Distinct().Order());

    private static void AssertListed(string table, IEnumerable<string> existing)
    {
        var listed = PermissionsDocument.Table(table);
        Assert.Equal(existing.Distinct().Order(StringComparer.Ordinal), listed.Keys);
        Assert.All(listed.Values.SelectMany(asks => asks), asks => Assert.True(PermissionsDocument.Others.Contains(asks) || Enum.IsDefined(Enum.Parse<Permission>(asks)), asks));
    }

    /// <summary>The lines that ask a permission.</summary>
    private static IEnumerable<(string What, Permission[] Asks)> Asking(string table) => PermissionsDocument.Table(table)
        .Where(line => !line.Value.Any(asks => PermissionsDocument.Others.Contains(asks)))
        .Select(line => (line.Key, line.Value.Select(Enum.Parse<Permission>).ToArray()));

    private (Person Person, Unit Unit) About(string persona)
    {
        var person = portal.Services.GetRequiredService<People>().Find(new(persona))!;
        return (person, portal.Services.GetRequiredService<LiveScoreboards>().Of("2022").Cycle.Find(new("yueyang"))!);
    }

    private IEnumerable<RouteEndpoint> Endpoints() => portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is null && e.Metadata.GetMetadata<HttpMethodMetadata>() is not null)
        .Where(e => e.RoutePattern.RawText is { } route && !route.TrimStart('/').StartsWith('_') && !IsAsset(e));

    private static bool IsAsset(Endpoint endpoint) => endpoint.Metadata.Any(m => m.GetType().Name is "StaticAssetDescriptor") || endpoint.DisplayName?.Contains("{**path:file}", StringComparison.Ordinal) == true;

    private static string Filled(string address, Unit unit) =>
        address.Replace("{cycle}", "2022", StringComparison.OrdinalIgnoreCase).Replace("{unit}", unit.Code.Value, StringComparison.OrdinalIgnoreCase);

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static bool HasMethods(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Length > 0;
}
