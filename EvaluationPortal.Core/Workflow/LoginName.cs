using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Core.Workflow;

/// <summary>登录名: letters (Chinese too), digits, dot, hyphen, underscore, at-sign; 2 to 40 characters; without regard to case.</summary>
public static class LoginName
{
    public const int MostCharacters = 40;
    private const int FewestCharacters = 2;

    /// <summary>As it is compared and stored.</summary>
    public static string Clean(string typed) => TextGate.Clean(typed).Trim();

    /// <summary>What is wrong with a cleaned one; null where nothing is.</summary>
    public static string? Fault(string name) =>
        name.Length is < FewestCharacters or > MostCharacters ? $"登录名须有{FewestCharacters}至{MostCharacters}个字符。"
        : name.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '@') ? null
        : "登录名只能由字母、汉字、数字和 . - _ @ 组成。";
}
