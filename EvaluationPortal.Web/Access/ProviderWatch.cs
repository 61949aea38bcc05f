using System.Collections.Concurrent;
using EvaluationPortal.Web.Operations.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace EvaluationPortal.Web.Access;

/// <summary>
/// Which providers answer. One whose settings its library refuses is taken out before anything is served: it would fail every
/// request, whoever makes it. One that does not answer is asked again until it has told its metadata once.
/// </summary>
public sealed partial class ProviderWatch(
    SignInOptions signIn, IOptionsMonitor<OpenIdConnectOptions> options, IAuthenticationSchemeProvider schemes, TimeProvider clock, ILogger<ProviderWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(30);

    /// <summary>After a failure nobody else waits for the next one within this time.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _silent = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _unusable = new(StringComparer.Ordinal);

    /// <summary>Whether the provider did not answer when it was last asked.</summary>
    public bool IsSilent(SignInProvider provider) => _silent.ContainsKey(provider.Id) || _unusable.ContainsKey(provider.Id);

    /// <summary>Whether a sign-in can be begun there: its metadata is known, or it tells it now.</summary>
    public async Task<bool> Answers(SignInProvider provider, CancellationToken stop)
    {
        if (_unusable.ContainsKey(provider.Id) || (_silent.TryGetValue(provider.Id, out var since) && clock.GetUtcNow() - since < Pause)) return false;
        return await Metadata(provider, stop) is not null;
    }

    /// <summary>Whether the provider has an address for signing out.</summary>
    public async Task<bool> CanEndSession(SignInProvider provider, CancellationToken stop) =>
        provider.EndsSession && await Metadata(provider, stop) is { EndSessionEndpoint.Length: > 0 };

    /// <summary>Notes that it failed just now; the log is told of the first time, until it answers again.</summary>
    public void Failed(SignInProvider provider, Exception fault)
    {
        if (_silent.TryAdd(provider.Id, clock.GetUtcNow())) LogSilent(logger, provider.Name, provider.Authority, fault.GetBaseException().Message);
        else _silent[provider.Id] = clock.GetUtcNow();
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var provider in signIn.Providers)
        {
            try
            {
                options.Get(provider.Id).Validate(provider.Id);
            }
            catch (Exception fault)
            {
                LogUnusable(logger, provider.Name, fault.Message, fault);
                _unusable[provider.Id] = true;
                schemes.RemoveScheme(provider.Id);
            }
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var asked = signIn.Providers.Where(p => !_unusable.ContainsKey(p.Id)).ToList();
        while (true)
        {
            foreach (var provider in asked.ToList())
            {
                if (await Metadata(provider, stoppingToken) is not null) asked.Remove(provider);
            }

            if (asked.Count == 0) return;
            await Task.Delay(Pace, clock, stoppingToken);
        }
    }

    private async Task<OpenIdConnectConfiguration?> Metadata(SignInProvider provider, CancellationToken stop)
    {
        try
        {
            var metadata = await options.Get(provider.Id).ConfigurationManager!.GetConfigurationAsync(stop);
            if (_silent.TryRemove(provider.Id, out _)) LogAnswers(logger, provider.Name);
            return metadata;
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            Failed(provider, fault);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "登录方式“{Name}”（{Authority}）没有应答，暂不可用；其他登录方式不受影响：{Why}")]
    private static partial void LogSilent(ILogger logger, string name, Uri authority, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "登录方式“{Name}”恢复应答")]
    private static partial void LogAnswers(ILogger logger, string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "登录方式“{Name}”的设置不能使用，已停用；其他登录方式不受影响：{Why}")]
    private static partial void LogUnusable(ILogger logger, string name, string why, Exception fault);
}
