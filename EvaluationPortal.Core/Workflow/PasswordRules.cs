using EvaluationPortal.Core.Access;
using Microsoft.AspNetCore.Identity;

namespace EvaluationPortal.Core.Workflow;

/// <summary>What a password must be; every fault in one Chinese sentence that names the rule.</summary>
public static class PasswordRules
{
    /// <summary>Most characters: long enough for any sentence, short enough to be hashed at once.</summary>
    public const int MostCharacters = 128;

    /// <summary>The rule in words, for the page on which one is chosen.</summary>
    public static string Text(AccessPolicy policy) => policy.PasswordKinds <= 1
        ? $"至少{policy.PasswordLength}个字符；不含登录名和姓名，不是常见密码。"
        : $"至少{policy.PasswordLength}个字符，包含大写字母、小写字母、数字、其他字符中的{policy.PasswordKinds}种；不含登录名和姓名，不是常见密码。";

    /// <summary>What is wrong with it; null where nothing is.</summary>
    /// <param name="names">Login name and name of the person: a password holds neither.</param>
    public static string? Fault(AccessPolicy policy, string password, params IEnumerable<string> names)
    {
        if (password.Length < policy.PasswordLength) return $"密码至少{policy.PasswordLength}个字符，现在有{password.Length}个。";
        if (password.Length > MostCharacters) return $"密码最多{MostCharacters}个字符。";
        if (Kinds(password) < policy.PasswordKinds) return $"密码须包含大写字母、小写字母、数字、其他字符中的{policy.PasswordKinds}种，现在有{Kinds(password)}种。";
        if (password.Distinct().Count() < 5) return "密码中不同的字符太少，至少5个。";
        if (CommonPasswords.Hold(password)) return "这个密码太常见，容易被猜中，请换一个。";
        return names.FirstOrDefault(n => n.Length >= 2 && password.Contains(n, StringComparison.OrdinalIgnoreCase)) is { } name ? $"密码中不能有“{name}”。" : null;
    }

    private static int Kinds(string password) =>
        (password.Any(char.IsLower) ? 1 : 0) + (password.Any(char.IsUpper) ? 1 : 0) + (password.Any(char.IsDigit) ? 1 : 0) + (password.Any(c => !char.IsLower(c) && !char.IsUpper(c) && !char.IsDigit(c)) ? 1 : 0);
}
