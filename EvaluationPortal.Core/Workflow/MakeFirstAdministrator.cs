using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// The first person of an installation, made by whoever holds the setup link from the log: 业务管理员 and 安全管理员, who then adds the
/// others. There is no default password.
/// </summary>
public sealed class MakeFirstAdministrator(Ledger ledger, Accounts accounts, LivePeople live, People people, AccessPolicy policy)
{
    /// <summary>Makes the person and the account.</summary>
    /// <returns>The person, or all faults.</returns>
    public async Task<PersonSaved> Run(string name, string title, string loginName, string password, CancellationToken stop)
    {
        var person = PersonFaults.Clean(new(new(""), name, title, [new(Role.Administrator), new(Role.SecurityAdministrator)], []));
        var login = LoginName.Clean(loginName);
        List<string> faults = [];
        if (person.Name.Length is 0 or > PersonFaults.MostName) faults.Add($"姓名须有1至{PersonFaults.MostName}个字。");
        if (person.Title.Length > PersonFaults.MostTitle) faults.Add($"单位或职务最多{PersonFaults.MostTitle}个字。");
        if (LoginName.Fault(login) is { } badName) faults.Add(badName);
        if (PasswordRules.Fault(policy, password, login, person.Name) is { } badPassword) faults.Add(badPassword);
        if (faults.Count > 0) return new(null, faults);
        var hash = accounts.Hash(password);
        var made = await ledger.Write<PersonSaved>(async transaction =>
        {
            if (!policy.OffersSetupLink && (await people.EverybodyNow(transaction.Db, stop)).Any(p => !p.IsDisabled && PermissionTable.Ask(p, Permission.ManageAccounts).IsGranted))
            {
                transaction.Abandon();
                return new(null, ["已有管理员，请由其建立账户。"]);
            }
            var added = SavePerson.Add(transaction, PersonId.Operator, person);
            if (await GivePassword.Give(transaction, accounts, added.Id, login, hash, mustChange: false) is { } taken)
            {
                transaction.Abandon();
                return new(null, [taken]);
            }
            transaction.Append(PersonId.Operator, AuditKinds.PasswordGiven, e => (e.Subject, e.After) = (added.Id.Value, new EventDetails(Login: login, Method: "setup").Write()));
            return new(added.Id, []);
        }, stop);
        if (made.Person is not null) await live.Publish();
        return made;
    }
}
