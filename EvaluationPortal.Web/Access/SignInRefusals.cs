using EvaluationPortal.Core.Access;

namespace EvaluationPortal.Web.Access;

/// <summary>How a page says that somebody who came from a provider was not let in.</summary>
public static class SignInRefusals
{
    /// <summary>What the person is told.</summary>
    /// <param name="provider">The provider's name, as on its button.</param>
    public static string Sentence(this SignInRefusal refusal, string provider) => refusal switch
    {
        SignInRefusal.Unfinished => "这次登录已失效：可能等待过久、重复提交，或不是在本浏览器中发起的。请重新登录。",
        SignInRefusal.Invalid => $"{provider}返回的身份凭证未通过校验，未予登录。请重新登录；再次出现时，请联系管理员。",
        SignInRefusal.Declined => $"{provider}没有同意这次登录。",
        SignInRefusal.Unreachable => $"{provider}暂时无法访问，请稍后再试，或改用其他方式登录。",
        SignInRefusal.Stranger => $"您在{provider}的账号没有登记为本系统的用户，不能登录。",
        SignInRefusal.UnverifiedEmail => $"您在{provider}的账号没有登记为本系统的用户；其邮箱未经验证，不能据此确认身份。",
        SignInRefusal.Ambiguous => $"您在{provider}的账号与本系统中不止一位用户相符，不能确认身份。",
        SignInRefusal.TiedToAnother => $"与您相符的用户已关联{provider}的另一个账号，不能登录。",
        SignInRefusal.Disabled => "您在本系统的账号已停用。",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "not a refusal"),
    };

    /// <summary>The status of the page that says it.</summary>
    public static int Status(this SignInRefusal refusal) => refusal switch
    {
        SignInRefusal.Unreachable => StatusCodes.Status502BadGateway,
        SignInRefusal.Unfinished or SignInRefusal.Invalid => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status403Forbidden,
    };

    /// <summary>Whether somebody must register or repair something before another try can succeed.</summary>
    public static bool NeedsAdministrator(this SignInRefusal refusal) => refusal is not (SignInRefusal.Unfinished or SignInRefusal.Declined or SignInRefusal.Unreachable);
}
