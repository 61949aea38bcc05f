using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Components.Pages.Audit;
using EvaluationPortal.Web.Operations.Settings;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace EvaluationPortal.Web.Components.Pages.Personnel;

/// <summary>What an administrator does about a person's account. Every act asks in Workflow again.</summary>
public sealed partial class AccountPart
{
    private AccountState _account = new();
    private string _loginName = "";
    private bool _removesAuthenticator;
    private FirstPassword? _given;
    private string? _why;
    private bool _isBusy;

    [Inject] public required ReadAccounts Accounts { get; set; }
    [Inject] public required GivePassword Give { get; set; }
    [Inject] public required RemoveAuthenticator Remove { get; set; }
    [Inject] public required UnlinkLogins Unlink { get; set; }
    [Inject] public required EndSessions End { get; set; }
    [Inject] public required LiveSessions Live { get; set; }
    [Inject] public required IDialogService Dialogs { get; set; }
    [Inject] public required SignInOptions SignIn { get; set; }
    [Inject] public required TimeProvider Clock { get; set; }

    [Parameter, EditorRequired] public required Person By { get; set; }
    [Parameter, EditorRequired] public required Person Person { get; set; }

    private string State => string.Join("", ((string?[])[
        _account.LoginName is { } name ? $"登录名是“{name}”。{(_account.HasPassword ? "" : "没有密码，生成初始密码后才能用密码登录。")}" : "没有本地账户，只能由统一身份认证登录。填写登录名并生成初始密码后，可以用密码登录。",
        _account.Providers is { } providers ? $"已关联统一身份认证（{string.Join('、', providers.Split('、').Select(id => MethodWords.Of(id, SignIn)))}）。" : null,
        _account.MustChangePassword ? "初始密码尚未修改。" : null,
        _account.HasAuthenticator ? "已启用动态口令。" : null,
        _account.LockedUntil is { } until && until > Clock.GetUtcNow().UtcDateTime ? $"连续多次不正确，锁定至{ChinaTime.Short(until)}；重设密码即解除。" : null,
        Person.IsDisabled ? "账户已停用，启用后才能设置密码。" : null,
    ]).OfType<string>());

    protected override async Task OnInitializedAsync()
    {
        await Read();
        _loginName = _account.LoginName ?? Person.StaffNumber ?? "";
    }

    private async Task Read() => _account = await Accounts.Of(By.Id, Person.Id, CancellationToken.None);

    private Task GiveAsync() => Do(async () =>
    {
        if (_account.HasPassword && !await ConfirmDialog.Ask(Dialogs, "重设密码", $"{Person.Name}现在的密码立即失效，并在所有设备上退出。新的初始密码只显示一次。")) return;
        var given = await Give.Run(By.Id, Person.Id, _loginName, _removesAuthenticator, CancellationToken.None);
        _why = given.Why;
        if (given.Password is { } password) (_given, _loginName) = (new(Person.Name, LoginName.Clean(_loginName), password), LoginName.Clean(_loginName));
    });

    private Task RemoveAuthenticatorAsync() => Do(async () =>
    {
        if (!await ConfirmDialog.Ask(Dialogs, "停用动态口令", $"{Person.Name}此后只用密码登录，直到重新启用动态口令。")) return;
        _why = await Remove.Run(By.Id, Person.Id, CancellationToken.None) is Denied denied ? denied.Why : null;
    });

    private Task UnlinkAsync() => Do(async () =>
    {
        if (!await ConfirmDialog.Ask(Dialogs, "解除关联", $"{Person.Name}现在的登录立即结束；下次通过统一身份认证登录时，按工号或邮箱重新识别并关联。")) return;
        _why = await Unlink.Run(By.Id, Person.Id, CancellationToken.None) is Denied denied ? denied.Why : null;
    });

    private Task EndAsync() => Do(async () =>
    {
        if (!await ConfirmDialog.Ask(Dialogs, "在所有设备上退出", $"{Person.Name}在{Live.Of(Person.Id).Count}处的登录立即结束，打开的页面回到登录页。")) return;
        _why = await End.SignOutEverywhere(By.Id, Person.Id, except: null, CancellationToken.None) is Denied denied ? denied.Why : null;
    });

    /// <summary>One act at a time; the account is read again after it.</summary>
    private async Task Do(Func<Task> act)
    {
        if (_isBusy) return;
        _isBusy = true;
        try
        {
            await act();
            await Read();
        }
        finally
        {
            _isBusy = false;
        }
    }
}
