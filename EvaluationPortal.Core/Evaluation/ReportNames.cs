using System.Collections.Immutable;
using System.Text;

namespace EvaluationPortal.Core.Evaluation;

/// <summary>Which unit a file is about, by its name. Nothing is guessed: a name that names none, or two, belongs to nobody.</summary>
public static class ReportNames
{
    /// <summary>The one unit whose name, short name or code stands in the file's name; null where that is none or several.</summary>
    /// <param name="file">With or without its extension, e.g. 泗泾镇评估报告.pdf or 2022-sijing.pdf.</param>
    public static Unit? Find(string file, ImmutableArray<Unit> units)
    {
        var rest = Plain(Path.GetFileNameWithoutExtension(file));
        var named = new HashSet<Unit>();
        // The longest first, and taken out of the name: a name within a longer one is not meant.
        foreach (var (text, unit, isCode) in units.SelectMany(Names).OrderByDescending(n => n.Text.Length))
        {
            var without = Without(rest, text, isCode);
            if (without == rest) continue;
            named.Add(unit);
            rest = without;
        }
        return named.Count == 1 ? named.Single() : null;
    }

    private static IEnumerable<(string Text, Unit Unit, bool IsCode)> Names(Unit unit) =>
        unit.ShortNames.Append(unit.Name).Select(n => (Plain(n), unit, false)).Append((Plain(unit.Code.Value), unit, true));

    private static string Plain(string text) => text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>A code counts only where no letter or digit stands beside it.</summary>
    private static string Without(string name, string text, bool isCode)
    {
        for (var at = name.IndexOf(text, StringComparison.Ordinal); at >= 0; at = name.IndexOf(text, at + 1, StringComparison.Ordinal))
        {
            if (!isCode || !(IsLetter(name, at - 1) || IsLetter(name, at + text.Length))) return Without(string.Concat(name.AsSpan(0, at), "\n", name.AsSpan(at + text.Length)), text, isCode);
        }
        return name;
    }

    private static bool IsLetter(string text, int at) => at >= 0 && at < text.Length && char.IsAsciiLetterOrDigit(text[at]);
}
