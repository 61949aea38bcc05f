using System.Net;
using EvaluationPortal.Core.Access;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluationPortal.Tests.Web;

public sealed class ListEndpointTests(Portal portal) : IClassFixture<Portal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_but_who_manages_people_or_cycles_has_a_list_read_and_nobody_from_another_site()
    {
        foreach (var person in portal.Services.GetRequiredService<People>().All.DistinctBy(person => person.RoleNames))
        {
            using var client = await portal.ClientAsync(person.Id.Value);
            using var answer = await client.PostAsync("/lists/table", new ByteArrayContent("姓名,角色\n张三,联络员\n"u8.ToArray()), Stop);
            Assert.Equal(person.Is(Role.Administrator) || person.Is(Role.SecurityAdministrator) ? HttpStatusCode.BadRequest : HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Lists_are_handed_out_under_their_names_to_whom_they_concern()
    {
        using var client = await portal.ClientAsync("administrator");
        using var units = await client.GetAsync("/2022/units.xlsx", Stop);
        using var people = await client.GetAsync("/people/template.xlsx", Stop);
        using var nothing = await client.GetAsync("/1999/units.xlsx", Stop);
        Assert.Equal(("2022-参评单位.xlsx", "人员模板.xlsx"), (units.Content.Headers.ContentDisposition!.FileNameStar, people.Content.Headers.ContentDisposition!.FileNameStar));
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        using var liaison = await portal.ClientAsync("liaison-yueyang");
        using var refused = await liaison.GetAsync("/2022/units.xlsx", Stop);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }
}
