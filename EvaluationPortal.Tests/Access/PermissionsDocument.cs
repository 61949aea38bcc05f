using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using EvaluationPortal.Core.Access;

namespace EvaluationPortal.Tests.Access;

/// <summary>docs/permissions.md: its tables, each between two marks.</summary>
internal static class PermissionsDocument
{
    /// <summary>Heading of the last column: not signed in, or not let in any more.</summary>
    public const string Stranger = "未登录或停用";

    private const string May = "●", MayNot = "", AsksNothing = "–";

    /// <summary>What a line may say instead of permissions.</summary>
    public static readonly ImmutableArray<string> Others = ["everybody", "signed in", "nobody", "operator", "caller"];

    /// <summary>The tables of what exists.</summary>
    public static readonly ImmutableArray<string> Existing = ["pages", "addresses", "calls", "use cases"];

    /// <summary>Headings of the columns that say who may: the roles in their order, then <see cref="Stranger"/>.</summary>
    public static ImmutableArray<string> Columns { get; } = [.. Enum.GetValues<Role>().Select(r => r.ChineseName()), Stranger];

    public static string Path { get; } = System.IO.Path.Combine(Top(), "docs", "permissions.md");

    /// <summary>The lines of a table by what they are about.</summary>
    public static ImmutableSortedDictionary<string, PermissionsLine> Lines(string name) =>
        Rows(Between(File.ReadAllText(Path), name)).Select(PermissionsLine.Read).ToImmutableSortedDictionary(line => line.What, line => line, StringComparer.Ordinal);

    /// <summary>The lines of a table by what they are about, each with what it asks.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<string>> Table(string name) =>
        Lines(name).ToImmutableSortedDictionary(line => line.Key, line => line.Value.Asks, StringComparer.Ordinal);

    /// <summary>Whether the document prints that whoever stands over the column may.</summary>
    public static bool IsPrinted(PermissionsLine line, string column) => line.Marks[Columns.IndexOf(column)] == May;

    /// <summary>The document as it stands.</summary>
    public static string Written() => File.ReadAllText(Path);

    /// <summary>The document with everything that follows from the program and from what the lines ask.</summary>
    public static string Generated()
    {
        var text = Replaced(Written(), "generated", _ => OfRoles());
        return Existing.Aggregate(text, (before, name) => Replaced(before, name, WithMarks));
    }

    public static void Write() => File.WriteAllText(Path, Generated());

    /// <summary>The table of permissions as it is in the program.</summary>
    private static string OfRoles()
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

    /// <summary>A table with its columns of roles made anew.</summary>
    private static string WithMarks(string table)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"| {table.Split('|')[1].Trim()} | asks |").AppendJoin('|', Columns.Select(c => $" {c} ")).Append("| |\n");
        text.Append("|---|---|").AppendJoin('|', Columns.Select(_ => ":-:")).Append("|---|\n");
        foreach (var row in Rows(table))
        {
            var parts = row.Split('|');
            var marks = Marks(PermissionsLine.Read(row).Asks);
            text.Append(CultureInfo.InvariantCulture, $"|{parts[1]}|{parts[2]}|").AppendJoin('|', marks.Select(m => m.Length == 0 ? " " : $" {m} ")).Append(CultureInfo.InvariantCulture, $"|{parts[^2]}|\n");
        }

        return text.ToString();
    }

    private static IEnumerable<string> Marks(ImmutableArray<string> asks) => asks switch
    {
        ["everybody"] => Columns.Select(_ => May),
        ["signed in"] => Columns.Select(c => c == Stranger ? MayNot : May),
        ["nobody"] => Columns.Select(_ => MayNot),
        ["operator" or "caller"] => Columns.Select(_ => AsksNothing),
        _ => [.. Enum.GetValues<Role>().Select(r => asks.Select(Enum.Parse<Permission>).Any(PermissionTable.Of(r).Contains) ? May : MayNot), MayNot],
    };

    private static IEnumerable<string> Rows(string table) => table.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));

    private static string Replaced(string text, string name, Func<string, string> by)
    {
        var table = Between(text, name);
        return text.Replace($"{Mark(name)}{table}", $"{Mark(name)}{by(table)}", StringComparison.Ordinal);
    }

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
}

/// <summary>One line of a table of what exists.</summary>
/// <param name="What">What it is about, e.g. <c>GivePassword.Run an administrator</c>.</param>
/// <param name="Asks">Permissions of which one is enough, or one of <see cref="PermissionsDocument.Others"/>.</param>
/// <param name="Marks">What it prints for each of <see cref="PermissionsDocument.Columns"/>; shorter where it was not generated yet.</param>
internal sealed record PermissionsLine(string What, ImmutableArray<string> Asks, ImmutableArray<string> Marks)
{
    /// <summary>The name of the page, address or method: what the line is about without what follows it.</summary>
    public string Name { get; private init; } = What;

    /// <summary>Somebody signed in acts, or is refused: neither the program itself nor whoever signs in.</summary>
    public bool IsOfPeople => !Asks.Any(asks => asks is "everybody" or "operator" or "caller");

    /// <summary>Where a page is, or an address that is got, of the cycle of 2022.</summary>
    /// <param name="unit">Code of the unit it is about, where it is about one.</param>
    public string Path(string unit) => Name[(Name.IndexOf(' ', StringComparison.Ordinal) + 1)..]
        .Replace("{cycle}", "2022", StringComparison.OrdinalIgnoreCase).Replace("{unit}", unit, StringComparison.OrdinalIgnoreCase).Replace("{part}", "units", StringComparison.OrdinalIgnoreCase).Replace("{id}", "leader", StringComparison.OrdinalIgnoreCase);

    public static PermissionsLine Read(string row)
    {
        var parts = row.Split('|');
        return new(parts[1].Replace("`", "", StringComparison.Ordinal).Trim(), [.. parts[2].Split(',', StringSplitOptions.TrimEntries)], [.. parts[3..^2].Select(m => m.Trim())])
        {
            Name = parts[1].Split('`')[1],
        };
    }
}
