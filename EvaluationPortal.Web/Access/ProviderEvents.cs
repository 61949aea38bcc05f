using System.Security.Claims;
using System.Text.Json;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Endpoints;
using EvaluationPortal.Web.Operations.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace EvaluationPortal.Web.Access;

/// <summary>What is checked of a provider's answer beyond the handler's own checks, and what a failure leads to.</summary>
internal static partial class ProviderEvents
{
    /// <summary>A longer token is not kept for signing out: headers have a limit, and the provider does without.</summary>
    private const int LongestKeptToken = 2500;

    public static void Attach(OpenIdConnectEvents events, SignInProvider provider)
    {
        events.OnTokenValidated = context => CheckToken(context, provider);
        events.OnUserInformationReceived = context => TakeUserInformation(context, provider);
        events.OnTicketReceived = context =>
        {
            context.Principal = Arrivals.From(context.Principal!, provider).ToPrincipal();
            return Task.CompletedTask;
        };
        events.OnRemoteFailure = context => Refuse(context, provider);
        events.OnRedirectToIdentityProviderForSignOut = context =>
        {
            if (context.ProtocolMessage.IdTokenHint is null) context.ProtocolMessage.ClientId = provider.ClientId;
            return Task.CompletedTask;
        };
    }

    /// <summary>The handler takes an unsigned token from the token endpoint, as the specification allows; the portal does not.</summary>
    private static Task CheckToken(TokenValidatedContext context, SignInProvider provider)
    {
        var token = context.TokenEndpointResponse?.IdToken;
        if (token is null || token.EndsWith('.') || token.Count(c => c == '.') < 2)
        {
            context.Fail(new ArrivalRefusedException("令牌没有签名。"));
            return Task.CompletedTask;
        }

        try
        {
            _ = Arrivals.From(context.Principal!, provider);
        }
        catch (ArrivalRefusedException refused)
        {
            context.Fail(refused);
            return Task.CompletedTask;
        }

        if (token.Length <= LongestKeptToken)
        {
            context.Properties!.StoreTokens([new AuthenticationToken { Name = OpenIdConnectParameterNames.IdToken, Value = token }]);
        }

        return Task.CompletedTask;
    }

    /// <summary>Adds what the token does not say. An address and the word that it is verified are taken together, from one place.</summary>
    private static Task TakeUserInformation(UserInformationReceivedContext context, SignInProvider provider)
    {
        var (identity, told) = ((ClaimsIdentity)context.Principal!.Identity!, context.User.RootElement);
        if (told.TryGetProperty("email", out _))
        {
            foreach (var claim in identity.FindAll(c => c.Type is "email" or "email_verified").ToList()) identity.RemoveClaim(claim);
            Take("email");
            Take("email_verified");
        }

        Take("name");
        if (provider.StaffNumberClaim is { } staffNumber) Take(staffNumber);
        return Task.CompletedTask;

        void Take(string name)
        {
            if (!identity.HasClaim(c => c.Type == name) && told.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            {
                identity.AddClaim(new Claim(name, value.ToString()));
            }
        }
    }

    private static async Task Refuse(RemoteFailureContext context, SignInProvider provider)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        var (refusal, why) = Explain(context.Failure, http.Request.Query["error"]);
        LogRefused(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProviderEvents).FullName!), provider.Name, why, OneLine(context.Failure?.GetBaseException().Message));
        await services.GetRequiredService<NoteEvents>().SignInRefused(null, $"{provider.Name}：{why}", Answers.ClientAddress(http), http.RequestAborted);
        context.HandleResponse();
        context.Response.Redirect(ExternalSignIn.RefusedAddress(refusal, provider));
    }

    private static (SignInRefusal Refusal, string Why) Explain(Exception? failure, string? error) => failure switch
    {
        ArrivalRefusedException => (SignInRefusal.Invalid, failure.Message),
        SecurityTokenInvalidIssuerException => (SignInRefusal.Invalid, "令牌的签发者不符。"),
        SecurityTokenInvalidAudienceException => (SignInRefusal.Invalid, "令牌不是发给本系统的。"),
        SecurityTokenExpiredException => (SignInRefusal.Invalid, "令牌已过期。"),
        SecurityTokenNotYetValidException => (SignInRefusal.Invalid, "令牌尚未生效。"),
        SecurityTokenInvalidSignatureException => (SignInRefusal.Invalid, "令牌的签名不符。"),
        OpenIdConnectProtocolInvalidNonceException => (SignInRefusal.Invalid, "令牌的nonce不符。"),
        OpenIdConnectProtocolException when !string.IsNullOrEmpty(error) => (SignInRefusal.Declined, "对方没有同意登录。"),
        OpenIdConnectProtocolException => (SignInRefusal.Invalid, "对方不接受授权码或返回的内容不完整。"),
        HttpRequestException or OperationCanceledException or IOException or InvalidOperationException => (SignInRefusal.Unreachable, "对方无法访问。"),
        AuthenticationFailureException => (SignInRefusal.Unfinished, "不是在这个浏览器中发起的登录，或已用过、已过期（state）。"),
        _ => (SignInRefusal.Invalid, "令牌未通过校验。"),
    };

    /// <summary>Some of it came with the address: one line, not too long.</summary>
    private static string OneLine(string? message) => string.Concat((message ?? "").Take(300).Select(c => char.IsControl(c) ? ' ' : c));

    [LoggerMessage(Level = LogLevel.Warning, Message = "经{Provider}登录未成功：{Why} {Detail}")]
    private static partial void LogRefused(ILogger logger, string provider, string why, string detail);
}
