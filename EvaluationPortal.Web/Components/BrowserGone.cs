using Microsoft.JSInterop;

namespace EvaluationPortal.Web.Components;

/// <summary>What a call to the browser throws when it has gone or does not answer any more: for components that tidy up there as they close.</summary>
internal static class BrowserGone
{
    public static bool IsTold(Exception fault) => fault is JSDisconnectedException or TaskCanceledException;
}
