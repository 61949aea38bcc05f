using EvaluationPortal.Core.Access;

namespace EvaluationPortal.Web.Components.Pages.Account;

/// <summary>What is done beside the portal's pages: told on the account page, so that nobody looks for it in vain.</summary>
internal static class WithoutPage
{
    /// <summary>How that work is done, one sentence; null where the portal has a page for it.</summary>
    public static string? Meanwhile(Permission permission) => permission switch
    {
        Permission.ManageInstallation => "设置写在服务器的 appsettings.Production.json 中，改后重新启动生效；运行情况见 /healthz 和 /readyz。",
        _ => null,
    };
}
