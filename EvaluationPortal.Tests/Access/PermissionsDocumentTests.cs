using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using EvaluationPortal.Core.Access;
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
    /// <summary>Unit of the liaison who walks.</summary>
    private const string Own = "yueyang";

    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly Type[] Web = typeof(Program).Assembly.GetTypes();
    private static readonly Type[] Core = typeof(PermissionTable).Assembly.GetTypes();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>One person for every role.</summary>
    public static TheoryData<string> EveryRole => [.. Personas.Among([]).Select(p => p.Id.Value).Union(["bureau-finance", "liaison-yueyang", "unit-leader-yueyang"])];

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
    public void Every_use_case_is_listed()
    {
        var listed = PermissionsDocument.Lines("use cases").Values;
        var whole = listed.Where(line => !line.IsOfPeople).Select(line => line.Name).ToHashSet();
        AssertListed("use cases", UseCases().SelectMany(useCase => whole.Contains(useCase.Name) ? [useCase.Name] : PublicMethods(useCase)));
    }

    [Theory]
    [MemberData(nameof(EveryRole))]
    public async Task Every_download_asks_what_is_listed(string persona)
    {
        using var client = await portal.ClientAsync(persona);
        var person = About(persona);
        foreach (var line in Asking("addresses").Where(line => line.Name.StartsWith("GET ", StringComparison.Ordinal)))
        {
            using var response = await client.GetAsync(line.Path(Own), HttpCompletionOption.ResponseHeadersRead, Stop);
            Assert.True(response.StatusCode == (IsPrinted(line, person) ? HttpStatusCode.OK : HttpStatusCode.Forbidden), $"{persona} {line.Name} {response.StatusCode}");
        }
    }

    [Theory]
    [MemberData(nameof(EveryRole))]
    public async Task Every_page_asks_what_is_listed(string persona)
    {
        var person = About(persona);
        await using var visit = await chromium.SignedInAsAsync(portal.Address, person.Id);
        foreach (var line in Asking("pages"))
        {
            await visit.GoAsync(line.Path(Own));
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "没有权限" })).ToHaveCountAsync(IsPrinted(line, person) ? 0 : 1);
        }
    }

    [Fact]
    public void The_walk_has_every_role() =>
        Assert.Equal(Enum.GetValues<Role>(), EveryRole.SelectMany(row => About(row.Data).Roles).Distinct().Order());

    private static void AssertListed(string table, IEnumerable<string> existing)
    {
        var listed = PermissionsDocument.Lines(table).Values;
        Assert.Equal(existing.Distinct().Order(StringComparer.Ordinal), listed.Select(line => line.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(listed.SelectMany(line => line.Asks), asks => Assert.True(PermissionsDocument.Others.Contains(asks) || Enum.IsDefined(Enum.Parse<Permission>(asks)), asks));
    }

    /// <summary>The lines that ask a permission.</summary>
    private static IEnumerable<PermissionsLine> Asking(string table) => PermissionsDocument.Lines(table).Values.Where(line => !line.Asks.Any(PermissionsDocument.Others.Contains));

    /// <summary>Of a person with one role.</summary>
    private static bool IsPrinted(PermissionsLine line, Person person) => PermissionsDocument.IsPrinted(line, person.RoleNames);

    private Person About(string persona) => portal.Services.GetRequiredService<People>().Find(new(persona))!;

    private IEnumerable<RouteEndpoint> Endpoints() => portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is null && e.Metadata.GetMetadata<HttpMethodMetadata>() is not null)
        .Where(e => e.RoutePattern.RawText is { } route && !route.TrimStart('/').StartsWith('_') && !IsAsset(e));

    private static bool IsAsset(Endpoint endpoint) => endpoint.Metadata.Any(m => m.GetType().Name is "StaticAssetDescriptor") || endpoint.DisplayName?.Contains("{**path:file}", StringComparison.Ordinal) == true;

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static IEnumerable<Type> UseCases() => Core
        .Where(t => t is { IsClass: true, IsPublic: true } && !t.IsDefined(typeof(CompilerGeneratedAttribute)) && !typeof(Exception).IsAssignableFrom(t) && !IsRecord(t))
        .Where(t => t.Namespace == "EvaluationPortal.Core.Workflow" ? PublicMethods(t).Any() : t.Namespace == "EvaluationPortal.Core.Reports" && PublicMethods(t).Contains($"{t.Name}.Run"));

    private static IEnumerable<string> PublicMethods(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(m => !m.IsSpecialName).Select(m => $"{type.Name}.{m.Name}");
}
