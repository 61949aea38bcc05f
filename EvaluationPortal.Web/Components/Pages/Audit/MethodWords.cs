using EvaluationPortal.Web.Operations.Settings;

namespace EvaluationPortal.Web.Components.Pages.Audit;

/// <summary>How a session began, in words.</summary>
public static class MethodWords
{
    /// <param name="method"><c>password</c>, <c>persona</c>, <c>setup</c>, or a provider's id: its name, or the id where the settings name it no more.</param>
    public static string Of(string method, SignInOptions signIn) => method switch
    {
        "password" => "密码",
        "persona" => "演示人物",
        "setup" => "首次建立",
        _ => signIn.Find(method)?.Name ?? method,
    };
}
