using System.Net;
using System.Net.Http.Headers;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Tests.Schemes.Adoption;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluationPortal.Tests.Web;

public sealed class SchemeEndpointTests(Portal portal) : IClassFixture<Portal>
{
    private const string Address = "/schemes/table";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_but_who_manages_cycles_has_a_table_read()
    {
        foreach (var person in portal.Services.GetRequiredService<People>().All.Where(person => !person.Is(Role.Administrator)).DistinctBy(person => person.RoleNames))
        {
            using var client = await portal.ClientAsync(person.Id.Value);
            using var refused = await client.PostAsync(Address, Workbook(PlanTable.AsWorkbook()), Stop);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        using var stranger = portal.Client();
        using var unknown = await stranger.PostAsync(Address, Workbook([]), Stop);
        Assert.NotEqual(HttpStatusCode.OK, unknown.StatusCode);
    }

    [Fact]
    public async Task Another_sites_page_has_nothing_read()
    {
        using var client = await portal.ClientAsync("administrator");
        using var refused = await client.PostAsync(Address, Workbook(PlanTable.AsWorkbook()), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.StartsWith("页面已过期", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused_before_it_is_read()
    {
        using var client = await portal.ClientAsync("administrator");
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = Workbook(new byte[11 * 1024 * 1024]), Headers = { ExpectContinue = true } };
        using var refused = await client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
    }

    private static ByteArrayContent Workbook(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
}
