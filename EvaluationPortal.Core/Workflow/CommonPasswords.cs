using System.Collections.Frozen;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// Passwords that everybody tries first (ASVS 6.2.4): the 3,000 most common ones of five or more characters, from the list that comes
/// with zxcvbn (MIT), and before them what is common in Chinese offices: keyboard rows, 拼音, makers' defaults. The list is
/// CommonPasswords.txt; a password is held against it in small letters, as a whole and without digits and marks around it.
/// </summary>
internal static class CommonPasswords
{
    private const string File = "EvaluationPortal.Core.Workflow.CommonPasswords.txt";

    /// <summary>What the shift key makes of the row of digits, on a Chinese keyboard as on an American one.</summary>
    private const string Shifted = "!@#$%^&*()", Digits = "1234567890";

    /// <summary>What is commonly put in place of a letter.</summary>
    private const string Disguises = "@$0134", Letters = "asolea";

    private static readonly FrozenSet<string> All = Read();

    /// <summary>Whether it is one of them, perhaps with digits or marks around it, typed with the shift key held, or with 0 for o and the like.</summary>
    public static bool Hold(string password)
    {
        var small = password.ToLowerInvariant();
        string[] forms = [small, Stem(small), Undone(small, Shifted, Digits), Undone(small, Disguises, Letters), Undone(Stem(small), Disguises, Letters)];
        return Array.Exists(forms, All.Contains);
    }

    /// <summary>Without what is no letter at both ends.</summary>
    private static string Stem(string form)
    {
        var (from, to) = (0, form.Length);
        while (from < to && !char.IsLetter(form[from])) from++;
        while (to > from && !char.IsLetter(form[to - 1])) to--;
        return form[from..to];
    }

    private static string Undone(string text, string marks, string meant) => string.Concat(text.Select(c => marks.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? meant[at] : c));

    private static FrozenSet<string> Read()
    {
        using var lines = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream(File) ?? throw new InvalidOperationException($"{File} is not in the assembly."));
        return lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);
    }
}
