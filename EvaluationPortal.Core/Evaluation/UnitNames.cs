using System.Collections.Immutable;
using System.Text;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>Which unit is meant by a name somebody wrote: by code, name or short name, whatever blanks and widths they used.</summary>
public sealed class UnitNames
{
    /// <summary>Most units that are suggested for a name that nobody knows.</summary>
    public const int MostSuggested = 3;

    private readonly ImmutableArray<Unit> _units;
    private readonly Dictionary<string, Unit?> _byName = new(StringComparer.Ordinal);

    /// <summary>For the units of one cycle.</summary>
    public UnitNames(ImmutableArray<Unit> units)
    {
        _units = units;
        foreach (var (name, unit) in units.SelectMany(u => NamesOf(u).Distinct().Select(name => (name, u))))
        {
            // A name that two of them have names neither.
            if (!_byName.TryAdd(name, unit)) _byName[name] = null;
        }
    }

    /// <summary>The unit of exactly that name; null where there is none, or two.</summary>
    public Unit? Find(string name) => _byName.GetValueOrDefault(Plain(name));

    /// <summary>The units whose names are nearest, the nearest first; none where nothing is alike.</summary>
    public ImmutableArray<Unit> Suggest(string name)
    {
        var pairs = Pairs(Plain(name));
        return [.. _units.Select(unit => (Unit: unit, Likeness: NamesOf(unit).Max(known => Likeness(pairs, Pairs(known)))))
            .Where(u => u.Likeness > 0.2).OrderByDescending(u => u.Likeness).Take(MostSuggested).Select(u => u.Unit)];
    }

    private static IEnumerable<string> NamesOf(Unit unit) => unit.ShortNames.Append(unit.Name).Append(unit.Code.Value).Select(Plain);

    private static string Plain(string name) => string.Concat(name.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();

    /// <summary>Its pairs of neighbouring characters, the edges counted too, so that short names can be compared.</summary>
    private static HashSet<(char, char)> Pairs(string name) => [.. $" {name} ".Zip($" {name} ".Skip(1))];

    /// <summary>0 nothing alike to 1 the same: twice what they share by what they have together (Dice).</summary>
    private static double Likeness(HashSet<(char, char)> one, HashSet<(char, char)> other) => 2.0 * one.Count(other.Contains) / (one.Count + other.Count);
}
