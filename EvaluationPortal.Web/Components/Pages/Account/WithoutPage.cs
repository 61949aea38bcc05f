using EvaluationPortal.Core.Access;

namespace EvaluationPortal.Web.Components.Pages.Account;

/// <summary>What a role may do but finds no page for: told on the account page, so that nobody looks for it in vain.</summary>
internal static class WithoutPage
{
    /// <summary>How that work is done meanwhile, one sentence; null where the portal has a page for it.</summary>
    public static string? Meanwhile(Permission permission) => permission switch
    {
        Permission.ConfirmResult => "本版本尚无页面，评分汇总表和反馈单可随时查看。",
        Permission.ManageCycle => "本版本尚无页面。考核评估表和单位名单在首次启动时从服务器的 data 目录装入。",
        Permission.ManageInstallation => "本版本尚无页面。设置写在服务器的 appsettings.json 中，改后重新启动生效；运行情况见 /healthz 和 /readyz。",
        _ => null,
    };
}
