using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Workflow;

namespace EvaluationPortal.Web.Components.Pages.Board;

/// <summary>材料未查看 on one person's board: read when the board opens and whenever a unit files; what is seen in the drawer goes at once.</summary>
public sealed class UnseenFilings(ReadFiled read, LiveSelfReports reports, PersonId person, string cycle)
{
    private ImmutableDictionary<UnitCode, ImmutableHashSet<IndicatorCode>> _byUnit = ImmutableDictionary<UnitCode, ImmutableHashSet<IndicatorCode>>.Empty;

    /// <summary>The unit's indicators with something unseen; the same object as long as they are the same.</summary>
    public ImmutableHashSet<IndicatorCode> Of(UnitCode unit) => _byUnit.GetValueOrDefault(unit, []);

    /// <summary>Reads them; whether any changed.</summary>
    public async Task<bool> ReadAsync(CancellationToken stop)
    {
        var now = (await read.Unseen(person, cycle, stop)).GroupBy(c => c.Unit, c => c.Indicator).ToImmutableDictionary(g => g.Key, g => Same(g.Key, [.. g]));
        var changed = now.Count != _byUnit.Count || now.Any(u => !ReferenceEquals(u.Value, _byUnit.GetValueOrDefault(u.Key)));
        _byUnit = now;
        return changed;
    }

    /// <summary>Calls after every move of a self-report.</summary>
    public IDisposable Subscribe(Func<Task> changed) => reports.Subscribe(cycle, changed);

    /// <summary>The person has seen it.</summary>
    public void Seen(FiledCell cell) => _byUnit = _byUnit.SetItem(cell.Unit, Of(cell.Unit).Remove(cell.Indicator));

    private ImmutableHashSet<IndicatorCode> Same(UnitCode unit, ImmutableHashSet<IndicatorCode> now) => Of(unit) is var before && before.SetEquals(now) ? before : now;
}
