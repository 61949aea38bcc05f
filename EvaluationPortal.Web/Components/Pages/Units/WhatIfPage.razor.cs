using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Scoring;
using EvaluationPortal.Web.Endpoints;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.Units;

/// <summary>测算 on the own unit's score as it stands at the moment; the score moves on below what is assumed.</summary>
public sealed partial class WhatIfPage : IDisposable
{
    private (string Cycle, string Unit)? _shown;
    private IDisposable? _subscription;
    private Cycle? _cycle;
    private WhatIf? _tried;
    private string? _missing;
    private Denied? _refusal;

    [Inject] public required LiveScoreboards Live { get; set; }

    [CascadingParameter] public required Person Person { get; set; }
    [Parameter] public required string Cycle { get; set; }
    [Parameter] public required string Unit { get; set; }

    protected override void OnParametersSet()
    {
        if (_shown == (Cycle, Unit)) return;
        _shown = (Cycle, Unit);
        _subscription?.Dispose();
        (_subscription, _tried, _refusal) = (null, null, null);
        var board = Live.Find(Cycle);
        _missing = board is null ? Places.NoCycle(Cycle) : board.Cycle.Find(new(Unit)) is null ? Places.NoUnit(board.Cycle, Unit) : null;
        if (_missing is not null) return;
        _subscription = Live.Subscribe(Cycle, changed => InvokeAsync(() => Take(changed)));
        Take(board!);
    }

    /// <summary>The unit's own board moved, or what may be seen of it; others' moves draw nothing.</summary>
    private void Take(Scoreboard board)
    {
        if (board.Find(new(Unit)) is not { } card || (ReferenceEquals(card, _tried?.Now) && ReferenceEquals(board.Cycle, _cycle))) return;
        _refusal = Sight.AskToTry(Person, board.Cycle, card.Unit) as Denied;
        _cycle = board.Cycle;
        _tried = _refusal is not null ? null : _tried?.On(board.Cycle, card) ?? WhatIf.Of(board.Cycle, card);
        StateHasChanged();
    }

    private void Try(WhatIf tried) => _tried = tried;

    private static string Total(Scorecard card) => card.Totals.Total is { } total ? Decimals.Fixed(total) : "—";

    private static string? Difference(WhatIf tried) => (tried.Then.Totals.Total - tried.Now.Totals.Total) switch
    {
        null or 0 => null,
        > 0 and var more => $"+{Decimals.Fixed(more)}",
        { } less => $"−{Decimals.Fixed(-less)}",
    };

    private static string Points(Score score) => score switch
    {
        Awarded awarded => Decimals.Fixed(awarded.Points),
        NotApplicable => "不涉及",
        _ => "待评",
    };

    public void Dispose() => _subscription?.Dispose();
}
