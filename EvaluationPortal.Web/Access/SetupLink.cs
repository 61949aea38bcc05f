using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using EvaluationPortal.Core.Access;

namespace EvaluationPortal.Web.Access;

/// <summary>
/// The one-time link in the log with which the first administrator is made: at each start anew for as long as nobody can manage
/// accounts, and where <c>Access:SetupLink</c> asks for it. Good for 30 minutes and one use; only its hash is kept, in memory.
/// </summary>
public sealed partial class SetupLink(People people, TimeProvider clock, ILogger<SetupLink> log)
{
    public const string Path = "/setup";
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    private readonly Lock _using = new();
    private byte[]? _hash;
    private DateTimeOffset _until;

    /// <summary>Makes a link and writes it to the log, where nobody can manage accounts, or it is wanted all the same.</summary>
    /// <param name="addresses">Where the portal listens.</param>
    /// <param name="isWanted">The operator asks for one: the only administrator was lost.</param>
    public void Offer(IEnumerable<string> addresses, bool isWanted)
    {
        if (!isWanted && people.All.Any(p => PermissionTable.Ask(p, Permission.ManageAccounts).IsGranted)) return;
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        (_hash, _until) = (Hash(key), clock.GetUtcNow() + Lasts);
        LogLink(log, string.Join("  ", addresses.Select(a => $"{OnThisMachine(a)}{Path}?key={key}")));
    }

    /// <summary>Whether the key is the link's, in time and unused.</summary>
    public bool IsGood(string? key)
    {
        lock (_using)
        {
            return key is not null && _hash is not null && clock.GetUtcNow() < _until && CryptographicOperations.FixedTimeEquals(_hash, Hash(key));
        }
    }

    /// <summary>Uses the link up.</summary>
    /// <returns>Whether it was good: of two who come at once only one.</returns>
    public bool Take(string? key)
    {
        lock (_using)
        {
            if (!IsGood(key)) return false;
            _hash = null;
            return true;
        }
    }

    /// <summary>Makes the link good again: it was taken, but no administrator came of it.</summary>
    public void GiveBack(string key)
    {
        lock (_using)
        {
            _hash = Hash(key);
        }
    }

    /// <summary>An address that listens for every name, as it can be opened here.</summary>
    private static string OnThisMachine(string address) => AnyHost().Replace(address, "//localhost").TrimEnd('/');

    [GeneratedRegex(@"//(\+|\*|0\.0\.0\.0|\[::\])(?=[:/]|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AnyHost();

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    [LoggerMessage(LogLevel.Warning, "请在30分钟内打开以下链接（只能使用一次），建立管理员：{Link}")]
    private static partial void LogLink(ILogger log, string link);
}
