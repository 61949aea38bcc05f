using System.Collections.Immutable;
using System.Text;

namespace EvaluationPortal.Core.Workflow;

/// <summary>A column of a pasted list of people.</summary>
public enum PeopleColumn
{
    Name = 0,

    /// <summary>Those the person belongs to.</summary>
    Units = 1,
    Title = 2,
    Roles = 3,

    /// <summary>Those a bureau or the third party delivers, or a reviewer is limited to.</summary>
    Indicators = 4,

    /// <summary>Those a reviewer is limited to.</summary>
    ScoredUnits = 5,
    LoginName = 6,
    Email = 7,
    StaffNumber = 8,
    Telephone = 9,
    Agency = 10,
}

/// <summary>The columns by the names that spreadsheets give them.</summary>
public static class PeopleColumns
{
    /// <summary>Of each column the name that the portal uses first, then others that are understood.</summary>
    private static readonly ImmutableArray<(PeopleColumn Column, ImmutableArray<string> Names)> Names =
    [
        (PeopleColumn.Name, ["姓名", "名字", "人员姓名"]),
        (PeopleColumn.Units, ["单位", "所属单位", "单位名称", "单位代码"]),
        (PeopleColumn.Title, ["职务", "单位或职务", "岗位", "科室", "职务或科室"]),
        (PeopleColumn.Roles, ["角色", "门户角色"]),
        (PeopleColumn.Indicators, ["指标", "负责指标", "指标编号", "二级指标"]),
        (PeopleColumn.ScoredUnits, ["负责单位", "限定单位"]),
        (PeopleColumn.LoginName, ["登录名", "账号", "用户名", "登录账号"]),
        (PeopleColumn.Email, ["邮箱", "电子邮箱", "电子邮件", "EMAIL", "E-MAIL"]),
        (PeopleColumn.StaffNumber, ["工号", "人员编号", "员工编号"]),
        (PeopleColumn.Telephone, ["电话", "联系电话", "手机", "手机号", "手机号码"]),
        (PeopleColumn.Agency, ["机构", "机构名称", "第三方机构"]),
    ];

    /// <summary>The first row of a list, to be copied into an empty spreadsheet; cells separated by tabs.</summary>
    public static string Template { get; } = string.Join('\t', Names.Select(n => n.Names[0]));

    /// <summary>The names that the portal uses, joined with 、.</summary>
    public static string All { get; } = string.Join('、', Names.Select(n => n.Names[0]));

    /// <summary>The name that the portal uses.</summary>
    public static string ChineseName(this PeopleColumn column) => Names.First(n => n.Column == column).Names[0];

    /// <summary>The column of that heading, whatever blanks, letter widths, marks or remarks in brackets it has; null for none.</summary>
    public static PeopleColumn? Find(string heading)
    {
        var name = PastedCell.Compact(heading).ToUpperInvariant().Trim('*', ':');
        var bracket = name.IndexOf('(', StringComparison.Ordinal);
        if (bracket > 0) name = name[..bracket];
        foreach (var (column, names) in Names)
        {
            if (names.Contains(name, StringComparer.Ordinal)) return column;
        }
        return null;
    }
}

/// <summary>Cells as people type them: full-width digits and blanks are no fault.</summary>
internal static class PastedCell
{
    /// <summary>NFKC without any blank, for what is compared: codes, numbers, names of units and roles.</summary>
    public static string Compact(string cell) => string.Concat(cell.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)));

    /// <summary>A person's name: blanks between Chinese characters, which align names of two with those of three, are left out.</summary>
    public static string PersonName(string cell) => cell.Any(char.IsAsciiLetter) ? OneLine(cell) : string.Concat(cell.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>Text on one line.</summary>
    public static string OneLine(string cell) => string.Join(' ', cell.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Several in one cell.</summary>
    public static IEnumerable<string> Parts(string cell) =>
        cell.Normalize(NormalizationForm.FormKC).Split(['、', ',', ';', '/', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(Compact).Where(p => p.Length > 0);
}
