using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;

namespace EvaluationPortal.Core.Workflow;

/// <summary>What a pasted list would do, row by row: a blank cell, or a column that is not there, leaves what a person has.</summary>
internal sealed class PeoplePlan(Person actor, ImmutableArray<Person> everybody, ImmutableDictionary<PersonId, string> logins, Cycle cycle, AccessPolicy policy)
{
    /// <summary>Everybody as they would be after the rows so far, by id.</summary>
    private readonly Dictionary<PersonId, Person> _then = everybody.ToDictionary(p => p.Id);
    private readonly Dictionary<PersonId, int> _rowOf = [];
    private readonly Dictionary<string, int> _rowOfLogin = new(StringComparer.OrdinalIgnoreCase);
    private readonly ImmutableDictionary<string, PersonId> _byLogin = logins.ToImmutableDictionary(l => l.Value, l => l.Key, StringComparer.OrdinalIgnoreCase);
    private readonly PeopleCells _cells = new(cycle);

    public PlannedPerson Plan(ListedPerson row)
    {
        var faults = new List<string>();
        if (row.Beyond is { } beyond) faults.Add($"“{beyond}”在所有列名之外，不知道是哪一列。");
        var before = Known(row, faults);
        var login = Login(row, before, faults);
        var draft = before ?? new Person(new($"row{row.Row}"), "", "", [], []);
        var wanted = PersonFaults.Clean(draft with
        {
            Name = row[PeopleColumn.Name] is { } name ? PastedCell.PersonName(name) : draft.Name,
            Title = row[PeopleColumn.Title] is { } title ? PastedCell.OneLine(title) : draft.Title,
            Agency = row[PeopleColumn.Agency] is { } agency ? PastedCell.OneLine(agency) : draft.Agency,
            Email = Compact(row, PeopleColumn.Email) ?? draft.Email,
            StaffNumber = Compact(row, PeopleColumn.StaffNumber) ?? draft.StaffNumber,
            Telephone = Compact(row, PeopleColumn.Telephone) ?? draft.Telephone,
            Units = row[PeopleColumn.Units] is { } units ? AsHeld(_cells.Units(PeopleColumn.Units, units, faults), draft.Units) : draft.Units,
            Grants = _cells.Grants(row, draft.Grants, faults),
        });
        if (faults.Count == 0) faults.AddRange(Asked(wanted, before, login));
        if (faults.Count > 0) return new(row.Row, wanted.Name, PlannedChange.Faulty, before, null, null, [.. faults.Select(f => $"第{row.Row}行：{f}")]);
        _then[wanted.Id] = wanted;
        _rowOf[wanted.Id] = row.Row;
        if (login is not null) _rowOfLogin[login] = row.Row;
        return new(row.Row, wanted.Name, before is null ? PlannedChange.New : wanted == before && login is null ? PlannedChange.None : PlannedChange.Changed, before, wanted, login, []);
    }

    private IEnumerable<string> Asked(Person wanted, Person? before, string? login) =>
        before is { IsDisabled: true } ? [$"{before.Name}已停用，请先在其页面上启用。"]
        : RoleRules.AskToAdminister(actor, wanted.Id, [.. before?.Roles ?? [], .. wanted.Roles]) is Denied denied && (wanted != before || login is not null) ? [denied.Why]
        : PersonFaults.Of(wanted, _then.Values, cycle, policy);

    /// <summary>Whom the row is about, by login name, staff number and e-mail; null for somebody new.</summary>
    private Person? Known(ListedPerson row, List<string> faults)
    {
        var (login, number, email) = (Compact(row, PeopleColumn.LoginName), Compact(row, PeopleColumn.StaffNumber), Compact(row, PeopleColumn.Email));
        if (login is null && number is null && email is null)
        {
            faults.Add("登录名、工号、邮箱至少填写一项，以便与已有人员对应。");
            return null;
        }
        var found = everybody.Where(p =>
            (login is not null && _byLogin.GetValueOrDefault(login) == p.Id)
            || (number is not null && p.StaffNumber == number)
            || (email is not null && string.Equals(p.Email, email, StringComparison.OrdinalIgnoreCase))).ToList();
        if (found.Count > 1) faults.Add($"登录名、工号、邮箱分属不同的人：{string.Join('、', found.Select(p => p.Name))}。");
        if (found is not [var one]) return null;
        if (_rowOf.TryGetValue(one.Id, out var earlier)) faults.Add($"与第{earlier}行是同一人。");
        return one;
    }

    /// <summary>The login name of an account to be made; null for none.</summary>
    private string? Login(ListedPerson row, Person? known, List<string> faults)
    {
        if (Compact(row, PeopleColumn.LoginName) is not { } typed) return null;
        var name = LoginName.Clean(typed);
        if (LoginName.Fault(name) is { } fault) faults.Add($"“登录名”列的“{name}”：{fault}");
        else if (_rowOfLogin.TryGetValue(name, out var earlier)) faults.Add($"登录名“{name}”与第{earlier}行相同。");
        else if (known is not null && logins.TryGetValue(known.Id, out var has)) return SameLogin(name, has, known, faults);
        return name;
    }

    private static string? SameLogin(string name, string has, Person known, List<string> faults)
    {
        if (!string.Equals(name, has, StringComparison.OrdinalIgnoreCase)) faults.Add($"{known.Name}的登录名是“{has}”，不是“{name}”；要改登录名，请在其页面上重设密码。");
        return null;
    }

    /// <summary>The same units in another order are no change.</summary>
    private static ImmutableArray<UnitCode> AsHeld(ImmutableArray<UnitCode> units, ImmutableArray<UnitCode> held) => units.ToHashSet().SetEquals(held) ? held : units;

    private static string? Compact(ListedPerson row, PeopleColumn column) => row[column] is { } cell && PastedCell.Compact(cell) is { Length: > 0 } text ? text : null;
}

/// <summary>What one row would do.</summary>
/// <param name="Row">Its number within what was pasted, from 1.</param>
/// <param name="Name">The person's.</param>
/// <param name="Before">The person it is about as he is now; null for somebody new.</param>
/// <param name="After">As he would be, a new one under an id of no meaning; null where the row has faults.</param>
/// <param name="LoginName">Of the account that would be made; null for none.</param>
/// <param name="Faults">Chinese sentences, each with the row.</param>
public sealed record PlannedPerson(int Row, string Name, PlannedChange Change, Person? Before, Person? After, string? LoginName, ImmutableArray<string> Faults)
{
    public bool Equals(PlannedPerson? other) => other is not null && Row == other.Row && Name == other.Name && Change == other.Change && Before == other.Before && After == other.After
        && LoginName == other.LoginName && Faults.SequenceEqual(other.Faults);

    public override int GetHashCode() => HashCode.Combine(Row, Change);
}

/// <summary>What becomes of a row.</summary>
public enum PlannedChange
{
    /// <summary>新增</summary>
    New = 0,

    /// <summary>变更</summary>
    Changed = 1,

    /// <summary>无变化</summary>
    None = 2,

    /// <summary>有误: left out.</summary>
    Faulty = 3,
}
