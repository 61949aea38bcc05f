using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using OtpNet;

namespace EvaluationPortal.Core.Workflow;

/// <summary>启用动态口令: a person ties an authenticator app to the own account by typing one of its codes.</summary>
public sealed class SetAuthenticator(Ledger ledger, Accounts accounts, People people)
{
    /// <summary>Where Identity's store keeps the key.</summary>
    internal const string TokenProvider = "[AspNetUserStore]", KeyName = "AuthenticatorKey";

    /// <summary>RFC 4226, section 4: 160 bits.</summary>
    private const int KeyBytes = 20;

    /// <summary>A new key, in Base32; kept nowhere until it is confirmed.</summary>
    public static string NewKey() => Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(KeyBytes));

    /// <summary>What the app reads from the QR code.</summary>
    public static string Address(string key, string loginName) => new OtpUri(OtpType.Totp, key, loginName, "政务公开考核评估").ToString();

    /// <summary>Stores the key once a code of it is typed.</summary>
    /// <returns>Why not; null where it is set.</returns>
    public Task<string?> Run(PersonId person, string key, string code, CancellationToken stop) => ledger.Write(async transaction =>
    {
        if (await people.FindNow(transaction.Db, person, stop) is null) return People.Gone;
        var users = accounts.Over(transaction.Db);
        if (await users.FindByIdAsync(person.Value) is not { PasswordHash: not null } account) return "没有本地账户，不能启用动态口令。";
        if (account.TwoFactorEnabled) return "动态口令已经启用。要更换，请先停用。";
        if (OneTimeCode.StepOf(key, code, transaction.Now) is not { } step) return "口令不正确。请确认手机时间准确，再输入应用中现在显示的六位数字。";
        (account.TwoFactorEnabled, account.LastTimeStep) = (true, step);
        await users.SetAuthenticationTokenAsync(account, TokenProvider, KeyName, key);
        transaction.Append(person, AuditKinds.AuthenticatorSet, e => e.After = new EventDetails().Write());
        return null;
    }, stop);
}
