using EvaluationPortal.Tests.Web;
using EvaluationPortal.Tests.Workflow;
using static Microsoft.Playwright.Assertions;

namespace EvaluationPortal.Tests.Browser.Evidence;

/// <summary>What a liaison's browser receives of another unit's evidence, byte for byte, however it asks: nothing. What may be seen is heard too: that is the control.</summary>
public sealed class EvidenceWireTests(Chromium chromium)
{
    private const string Name = "暗记岳阳的材料", Content = "canary-content-of-yueyang", OwnName = "暗记泗泾的材料", OwnContent = "canary-content-of-sijing";

    [Theory]
    [InlineData(EvidenceDesk.Other, false, true)]
    [InlineData("bureau-justice", false, false)]
    [InlineData("leader", false, false)]
    [InlineData("security-auditor", false, false)]
    [InlineData("reviewer-1", true, true)]
    public async Task Another_unit_s_files_are_not_heard(string persona, bool hearsYueyang, bool hearsSijing)
    {
        await using var portal = await EvidenceHost.PortalAsync();
        var (yueyang, sijing) = (await UploadAsync(portal, EvidenceDesk.Liaison, "yueyang", Name, Content), await UploadAsync(portal, EvidenceDesk.Other, "sijing", OwnName, OwnContent));
        var tap = new WireTap();
        await using var wire = new Wire(() => portal.Address, tap: tap);
        await using (var visit = await chromium.OpenAsync(portal.Address))
        {
            visit.Tolerate("");
            await visit.SignInAsAsync(new(persona));
            await visit.Page.GotoAsync(wire.Address + "/account");
            await visit.LiveAsync();
            foreach (var unit in (string?[])["yueyang", "sijing", null, "nowhere"])
            {
                var evidence = await EvidenceHost.AddToAsync(visit.Page, unit);
                await Expect(evidence.Locator(".evidence-files, .evidence-none")).ToHaveCountAsync(1);
            }

            foreach (var address in (string[])[yueyang, $"{yueyang}/view", $"{yueyang}?unit=sijing", yueyang.Replace("/2022/", "/2021/", StringComparison.Ordinal), sijing, $"{sijing}/view"])
            {
                await visit.Page.EvaluateAsync("async address => { await (await fetch(address)).arrayBuffer(); }", address);
            }
        }

        var listening = new Listening(tap.All());
        Assert.Equal(hearsYueyang ? [Name, Content] : [], listening.Heard([Name, Content]));
        Assert.Equal(hearsSijing ? [OwnName, OwnContent] : [], listening.Heard([OwnName, OwnContent]));
    }

    private static async Task<string> UploadAsync(Portal portal, string persona, string unit, string name, string content)
    {
        using var client = await portal.ClientAsync(persona);
        return await client.UploadedAsync(EvidenceDesk.Pdf(content), $"{name}.pdf", $"/2022/evidence?unit={unit}&indicator=1.1&source=Self");
    }
}
