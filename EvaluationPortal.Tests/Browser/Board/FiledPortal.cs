using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Storage.Evidence;
using EvaluationPortal.Tests.Web;
using EvaluationPortal.Tests.Workflow;
using Microsoft.Extensions.DependencyInjection;

namespace EvaluationPortal.Tests.Browser.Board;

/// <summary>A portal in which 岳阳街道 has filed: work and a file for 1.1 and 4.1, claims for 2.2 and 5.2, nothing else.</summary>
public sealed class FiledPortal : IAsyncLifetime
{
    private const string Cycle = "2022";
    private static readonly UnitCode Unit = new("yueyang");
    private static readonly PersonId Liaison = new("liaison-yueyang"), Leader = new("unit-leader-yueyang");

    public Portal Portal { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Portal.InitializeAsync();
        foreach (var indicator in (string[])["1.1", "4.1"])
        {
            await TypeAsync(indicator, DraftField.Text, $"{indicator}的工作情况");
            await TypeAsync(indicator, DraftField.Assessment, "{\"level\":1}");
            await AddAsync(indicator, "清单.pdf", EvidenceDesk.Pdf($"filed {indicator}"));
        }
        await AddAsync("1.1", "照片.png", ImageBytes.Png);
        await TypeAsync("2.2", DraftField.Claim, new FilingClaim(ClaimKind.ZeroReport, "全年没有争议").Write());
        await TypeAsync("5.2", DraftField.Claim, new FilingClaim(ClaimKind.NotApplicable, "没有规范性文件").Write());
        Assert.Equal(Granted.Yes, await Use<SendForCheck>().Run(Liaison, Cycle, Unit, 0, incomplete: true));
        var sent = (await Use<ReadSelfReport>().Run(Leader, Cycle, Unit))!.Report.Version;
        Assert.Equal(Granted.Yes, await Use<SubmitReport>().Run(Leader, Cycle, Unit, sent, incomplete: true));
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    public T Use<T>()
        where T : notnull => Portal.Services.GetRequiredService<T>();

    private async Task TypeAsync(string indicator, DraftField field, string typed) =>
        Assert.Equal("saved", Assert.Single(await Use<SaveDrafts>().Run(Liaison, Cycle, Unit, [new(Guid.NewGuid(), indicator, field.ToString(), typed, 0)])).State);

    private async Task AddAsync(string indicator, string name, byte[] content) =>
        Assert.NotNull((await Use<AddEvidence>().Run(Liaison, Cycle, new(Unit, new IndicatorCode(indicator), Source.Self), name, new MemoryStream(content), CancellationToken.None)).File);
}
