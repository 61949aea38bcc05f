using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EvaluationPortal.Core.Access;

namespace EvaluationPortal.Tests.Access;

/// <summary>docs/permissions.md: its tables, each between two marks.</summary>
internal static partial class PermissionsDocument
{
    /// <summary>What a line may say instead of permissions.</summary>
    public static readonly ImmutableArray<string> Others = ["everybody", "signed in", "operator", "caller"];

    public static string Path { get; } = System.IO.Path.Combine(Top(), "docs", "permissions.md");

    /// <summary>The lines of a table by what they are about, each with what it asks.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<string>> Table(string name) =>
        Between(File.ReadAllText(Path), name).Split('\n').Select(line => Line().Match(line)).Where(m => m.Success)
            .ToImmutableSortedDictionary(m => m.Groups["what"].Value, m => m.Groups["asks"].Value.Split(',', StringSplitOptions.TrimEntries).ToImmutableArray(), StringComparer.Ordinal);

    /// <summary>What stands in the document as the generated table.</summary>
    public static string Written() => Between(File.ReadAllText(Path), "generated");

    /// <summary>The table as it is in the program.</summary>
    public static string Generated()
    {
        var (roles, text) = (Enum.GetValues<Role>(), new StringBuilder());
        text.Append("| 权限 | |").AppendJoin('|', roles.Select(r => $" {r.ChineseName()} ")).Append("|\n");
        text.Append("|---|---|").AppendJoin('|', roles.Select(_ => ":-:")).Append("|\n");
        foreach (var permission in Enum.GetValues<Permission>())
        {
            text.Append(CultureInfo.InvariantCulture, $"| {permission.ChineseName()} | `{permission}` |").AppendJoin('|', roles.Select(r => PermissionTable.Of(r).Contains(permission) ? " ● " : " ")).Append("|\n");
        }

        return text.ToString();
    }

    public static void Write() => File.WriteAllText(Path, File.ReadAllText(Path).Replace($"{Mark("generated")}{Written()}", $"{Mark("generated")}{Generated()}", StringComparison.Ordinal));

    private static string Between(string text, string name)
    {
        var from = text.IndexOf(Mark(name), StringComparison.Ordinal) + Mark(name).Length;
        return text[from..text.IndexOf("<!-- end -->", from, StringComparison.Ordinal)];
    }

    private static string Mark(string name) => $"<!-- table: {name} -->\n";

    private static string Top()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(directory.FullName, "EvaluationPortal.sln"))) directory = directory.Parent!;
        return directory.FullName;
    }

    [GeneratedRegex(@"^\| `(?<what>[^`]+)` \| (?<asks>[^|]+) \|", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();
}
