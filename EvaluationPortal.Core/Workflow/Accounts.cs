using System.Security.Cryptography;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// ASP.NET Core Identity over one context of the ledger: what its manager changes is saved, and put on the trail, with the
/// ledger's commit. Hashing is slow on purpose and is done outside of that.
/// </summary>
public sealed class Accounts(AccessPolicy policy, ILogger<UserManager<Account>> log)
{
    /// <summary>Letters of a first password that nobody takes for another.</summary>
    private const string Letters = "abcdefghjkmnpqrstuvwxyz", Capitals = "ABCDEFGHJKLMNPQRSTUVWXYZ", Digits = "23456789", Marks = "-+=";

    /// <summary>OWASP's figure for PBKDF2 with HMAC-SHA512 (Password Storage Cheat Sheet, 2023).</summary>
    private const int Iterations = 210_000;

    private static readonly Account Nobody = new() { Id = "nobody", UserName = "nobody" };

    private readonly PasswordHasher<Account> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private string? _hashOfNothing;

    /// <summary>Identity's manager over that context; saves nothing by itself.</summary>
    public UserManager<Account> Over(PortalDbContext db)
    {
        var options = new IdentityOptions
        {
            User = { AllowedUserNameCharacters = "" },
            Lockout = { MaxFailedAccessAttempts = policy.LockoutAttempts, DefaultLockoutTimeSpan = policy.Lockout, AllowedForNewUsers = true },
        };
        var store = new UserOnlyStore<Account, PortalDbContext, string>(db) { AutoSaveChanges = false };
        return new(store, Options.Create(options), _hasher, [], [], new UpperInvariantLookupNormalizer(), new IdentityErrorDescriber(), services: null!, log);
    }

    /// <summary>A new value of <see cref="IdentityUser{TKey}.SecurityStamp"/>: what was begun under the old one is over.</summary>
    public static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public string Hash(string password) => _hasher.HashPassword(Nobody, password);

    /// <summary>Whether it is the account's password. Takes as long where there is no account: the answer's time tells nobody which names exist.</summary>
    public bool IsRight(Account? account, string password)
    {
        var nothing = _hashOfNothing ??= Hash("nothing");
        return _hasher.VerifyHashedPassword(Nobody, account?.PasswordHash ?? nothing, password) is not PasswordVerificationResult.Failed && account?.PasswordHash is not null;
    }

    /// <summary>A first password that keeps the policy; to be changed at the first sign-in. Begins with a letter: pasted into a spreadsheet it is no formula.</summary>
    public string FirstPassword()
    {
        var length = Math.Max(policy.PasswordLength, 12);
        var chosen = Letters[..4].Select(_ => Pick(Letters)).Append(Pick(Capitals)).Append(Pick(Digits)).Append(Pick(Marks)).ToList();
        while (chosen.Count < length) chosen.Add(Pick(Letters + Digits));
        var password = chosen.ToArray();
        RandomNumberGenerator.Shuffle(password.AsSpan(1));
        return new(password);
    }

    private static char Pick(string from) => from[RandomNumberGenerator.GetInt32(from.Length)];
}
