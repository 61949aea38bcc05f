using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// Counts wrong passwords and codes, and locks for a while what was tried too often. Of accounts in their rows, within the ledger's
/// transaction and by its clock (Identity's own lock looks at the machine's); of names that nobody has in memory: they answer as
/// others do, so that no answer tells which names exist.
/// </summary>
internal sealed class Lockout(AccessPolicy policy)
{
    private const int MostUnknown = 10_000;
    private readonly Lock _counting = new();
    private readonly Dictionary<string, (int Wrong, DateTime Until)> _unknown = new(StringComparer.Ordinal);

    /// <summary>Why nothing may be tried now; null where it may.</summary>
    public static string? Refusal(Account account, DateTime now) => account.LockoutEnd is { UtcDateTime: var end } && end > now ? LockedUntil(end) : null;

    /// <summary>Counts a wrong one of an account that is not locked.</summary>
    /// <param name="wrong">The sentence while more may be tried.</param>
    /// <returns>What to say.</returns>
    public string Count(LedgerTransaction transaction, Account account, string? address, string wrong)
    {
        account.LockoutEnd = null;
        if (++account.AccessFailedCount < policy.LockoutAttempts) return wrong;
        var until = transaction.Now + policy.Lockout;
        (account.AccessFailedCount, account.LockoutEnd) = (0, new DateTimeOffset(until));
        transaction.Append(PersonId.Nobody, AuditKinds.LockedOut, e => (e.Subject, e.After, e.Reason) = (account.Id, new EventDetails(address).Write(), $"连续{policy.LockoutAttempts}次不正确"));
        return LockedUntil(until);
    }

    /// <summary>Counts one of a name that nobody has.</summary>
    /// <returns>What to say, as <see cref="Refusal"/> and <see cref="Count"/> would of an account.</returns>
    public string CountUnknown(string name, DateTime now, string wrong)
    {
        lock (_counting)
        {
            var (before, until) = _unknown.GetValueOrDefault(name);
            if (until > now) return LockedUntil(until);
            if (_unknown.Count >= MostUnknown && !_unknown.ContainsKey(name)) _unknown.Remove(_unknown.Keys.First());
            if (before + 1 < policy.LockoutAttempts)
            {
                _unknown[name] = (before + 1, default);
                return wrong;
            }
            _unknown[name] = (0, now + policy.Lockout);
            return LockedUntil(now + policy.Lockout);
        }
    }

    /// <summary>Everything that is asked for was right.</summary>
    public static void Forget(Account account) => (account.AccessFailedCount, account.LockoutEnd) = (0, null);

    private static string LockedUntil(DateTime at) => $"连续多次不正确，账户已锁定，{ChinaTime.Short(at)}之后再试，或请管理员重设密码。";
}
