using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>The 考核年度 that links without one lead to: the newest that has begun and is no rehearsal, or the newest there is.</summary>
public sealed class CurrentCycle(LiveScoreboards live)
{
    /// <summary>The cycle that an empty database starts with.</summary>
    public const string FirstCode = "2022";

    public const string FirstName = "2022年松江区政务公开考核评估";

    /// <summary>As in addresses, e.g. <c>2022</c>.</summary>
    public string Code => Now.Code;

    /// <summary>The cycle itself.</summary>
    public Cycle Now
    {
        get
        {
            var newestFirst = live.Cycles.Select(code => live.Of(code).Cycle).ToList();
            return newestFirst.Find(c => c is { Stage: > Stage.Setup, Settings.IsRehearsal: false }) ?? newestFirst[0];
        }
    }

    /// <summary>The cycle that an address is about: the one it names, else the current one.</summary>
    /// <param name="path">Without the leading slash, e.g. <c>2022/board</c>.</param>
    public Cycle At(string path) => live.Find(path.Split('/', '?')[0])?.Cycle ?? Now;
}
