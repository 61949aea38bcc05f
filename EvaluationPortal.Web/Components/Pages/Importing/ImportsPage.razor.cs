using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Endpoints;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.Importing;

/// <summary>What was chosen for the next file stays while files are read in.</summary>
public sealed partial class ImportsPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private ImmutableArray<ListedImport> _listed = [];
    private ImportKind? _kind;
    private string _indicator = "";
    private string? _missing;
    private bool _read;

    [Inject] public required LiveScoreboards Live { get; set; }
    [Inject] public required ReadImports Read { get; set; }
    [Inject] public required People People { get; set; }
    [Inject] public required NavigationManager Navigation { get; set; }
    [CascadingParameter] public required Person Person { get; set; }
    [Parameter] public required string Cycle { get; set; }

    private Scoreboard Board => Live.Of(Cycle);

    private bool MayRead => _missing is null && PermissionTable.Ask(Person, Permission.ImportFiles).IsGranted;

    private ImportKind Kind
    {
        get => _kind ??= ImportRules.KindsOf(Person)[0];
        set => _kind = value;
    }

    private IndicatorCode? Indicator => Kind is ImportKind.BureauResult && _indicator.Length > 0 ? new IndicatorCode(_indicator) : null;

    /// <summary>The bureaus' indicators that are the person's, or all of them for the office.</summary>
    private IEnumerable<Indicator> Columns => Board.Cycle.Scheme.Indicators.Where(i => i.Assessor is Source.Bureau
        && (PermissionTable.Ask(Person, Permission.ScoreBureau, null, i).IsGranted || PermissionTable.Ask(Person, Permission.EnterForAssessor, null, i).IsGranted));

    private string? Closed => (StageImport.Ask(Person, Board.Cycle, Kind) as Denied)?.Why;

    private string Explained => Kind switch
    {
        ImportKind.ThirdPartyScores => "每家单位一行，各指标的原始分和满分各一列；扣分说明可另列一张工作表。满分从不推定。",
        ImportKind.BureauResult => "每家单位一行或几行：等次、问题（可几行）或得分与理由，按指标的评分标准。文件中该单位的问题即为全部问题。",
        ImportKind.BoardScores => "每家单位一行，每个指标一列，格中内容与在评分汇总表中键入的一样；可用导出的评分汇总表修改后读入。空格不改动原有得分。",
        _ => "每个问题一行：单位、问题、网址、发现日期。按问题扣分的指标记为待确认的问题，其余登记为日常记录；已有的不重复。",
    };

    protected override async Task OnParametersSetAsync()
    {
        _missing = Live.Find(Cycle) is null ? Places.NoCycle(Cycle) : null;
        if (!MayRead) return;
        _listed = await Read.List(Person.Id, Cycle, _gone.Token);
        _read = true;
    }

    /// <summary>A file was read in: on to what it would change.</summary>
    private async Task ReadInAsync()
    {
        var before = _listed.Select(batch => batch.Id).ToHashSet();
        // Not cancelled with the page: a call that ends cancelled is never answered.
        _listed = await Read.List(Person.Id, Cycle);
        StateHasChanged();
        if (_listed.FirstOrDefault(batch => batch.By == Person.Id && !before.Contains(batch.Id)) is { } read) Navigation.NavigateTo(Addresses.Import(Cycle, read.Id));
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
