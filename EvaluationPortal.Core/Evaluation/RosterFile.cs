using System.Collections.Immutable;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>The evaluated units of a cycle, in the official order.</summary>
/// <param name="IsExample">An example to be checked and replaced by an administrator.</param>
/// <param name="Note">Where it comes from; may be null.</param>
public sealed record Roster(ImmutableArray<Unit> Units, bool IsExample, string? Note);

/// <summary>What reading a roster gave: the roster, or every fault of the file.</summary>
public sealed record RosterReading(Roster? Roster, ImmutableArray<Fault> Faults);

/// <summary>Reads and checks roster files (data/units): code, name, short names, kind and ranking group of every unit.</summary>
public static class RosterFile
{
    /// <summary>Reads a file. Never throws for what is in it: all faults are returned together, each with its JSON pointer.</summary>
    /// <param name="scheme">The table whose kinds of units the roster may use.</param>
    public static RosterReading Read(ReadOnlyMemory<byte> file, Scheme scheme)
    {
        var faults = new List<Fault>();
        var roster = JsonFile.Open(file, faults) is { } json ? ReadRoster(json, scheme) : null;
        return faults.Count == 0 ? new(roster, []) : new(null, [.. faults]);
    }

    private static Roster ReadRoster(JsonPart json, Scheme scheme)
    {
        var example = json.Flag("example");
        var note = json.Text("note", required: false);
        var codes = new HashSet<string>();
        var names = new HashSet<string>();
        var units = json.Parts("units", 1).Select((part, index) => ReadUnit(part, index + 1, scheme, codes, names)).ToImmutableArray();
        json.Close();
        return new Roster(units, example, note);
    }

    private static Unit ReadUnit(JsonPart json, int order, Scheme scheme, HashSet<string> codes, HashSet<string> names)
    {
        var code = json.Code("code") ?? "";
        if (code.Length > 0 && !codes.Add(code))
        {
            json.Fault("code", $"单位代码{code}重复；每家单位的代码须不同");
        }

        var name = json.Text("name", longest: 60) ?? "";
        var shortNames = json.Texts("shortNames");
        if (name.Length > 0 && !names.Add(name))
        {
            json.Fault("name", $"“{name}”已是另一家单位的名称或简称");
        }

        foreach (var (index, shortName) in shortNames.Index().Where(named => !names.Add(named.Item)))
        {
            json.FaultAt($"shortNames/{index}", $"“{shortName}”已是一家单位的名称或简称");
        }

        var kind = json.Text("kind");
        if (kind is not null && scheme.FindKind(kind) is null)
        {
            json.Fault("kind", $"没有单位类别“{kind}”；只能是{string.Join('、', scheme.UnitKinds.Select(known => known.Name))}");
        }

        var group = json.Text("rankingGroup", longest: 60) ?? "";
        json.Close();
        return new Unit(new UnitCode(code), name, shortNames, scheme.FindKind(kind ?? "")?.Name ?? "", group, order);
    }
}
