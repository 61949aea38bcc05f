using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Workflow;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.Deliveries;

/// <summary>The third party's reports on single units.</summary>
public sealed partial class ReportsPart
{
    private IReadOnlyList<EvidenceFile> _files = [];
    private Cycle? _read;
    private string? _fault;

    [Inject] public required ReadEvidence Read { get; set; }
    [Inject] public required RemoveEvidence Remove { get; set; }
    [Inject] public required AssignReport Assign { get; set; }

    [Parameter, EditorRequired] public required Person By { get; set; }
    [Parameter, EditorRequired] public required Scoreboard Board { get; set; }
    [Parameter, EditorRequired] public required Assessor Assessor { get; set; }

    private ImmutableArray<Unit> Units => DeliveryProgress.Of(Board, Assessor).Units;

    private List<Unit> Without => [.. Units.Where(u => _files.All(f => f.Address.Unit != u.Code))];

    private string Unassigned => string.Join(' ', _files.Where(f => f.Address.Unit is null).Select(f => f.Id));

    private bool MayChange => EvidenceAddress.ReportsOn(null).In(Board.Cycle).Place is { } place && AddEvidence.Ask(By, Board.Cycle, place).IsGranted;

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_read, Board.Cycle)) return;
        _read = Board.Cycle;
        await ReadAsync();
    }

    private EvidenceAddress PlaceOf(string name) => EvidenceAddress.ReportsOn(ReportNames.Find(name, Units)?.Code);

    private async Task ReadAsync() =>
        _files = [.. (await Read.All(By.Id, Board.Cycle.Code, null, CancellationToken.None)).Where(f => f.Address is { Indicator: null, Source: Source.ThirdParty })];

    private async Task AssignAsync(EvidenceFile file, string? unit)
    {
        if (string.IsNullOrEmpty(unit)) return;
        _fault = (await Assign.Run(By.Id, Board.Cycle.Code, file.Id, new(unit)) as Denied)?.Why;
        await ReadAsync();
    }

    private async Task RemoveAsync(EvidenceFile file)
    {
        _fault = (await Remove.Run(By.Id, Board.Cycle.Code, file.Id, CancellationToken.None) as Denied)?.Why;
        await ReadAsync();
    }
}
