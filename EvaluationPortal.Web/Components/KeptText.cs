using Microsoft.JSInterop;

namespace EvaluationPortal.Web.Components;

/// <summary>
/// What is typed into the pages' forms and not acted upon yet, kept in the person's browser (kept.js). A field takes part by
/// <c>data-kept</c>, its form's key, and a <c>name</c>; what opens the form by <c>data-kept-in</c>. One of a circuit.
/// </summary>
public sealed class KeptText(IJSRuntime js)
{
    private const string Script = "./js/kept.js";

    /// <summary>Key of a form: what it does, and to what.</summary>
    public static string Form(string act, params ReadOnlySpan<object?> of) => string.Join('/', [act, .. of]);

    /// <summary>Begins keeping and puts back what is kept of this person's.</summary>
    /// <param name="person">Id of the person.</param>
    public Task ConnectAsync(string person) => CallAsync("connect", person);

    /// <summary>The act of the form has succeeded. What a cut keeps from being forgotten is shown once more.</summary>
    /// <param name="form">As <see cref="Form"/> made it.</param>
    public Task ForgetAsync(string form) => CallAsync("forget", form);

    private async Task CallAsync(string function, string argument)
    {
        try
        {
            await using var script = await js.InvokeAsync<IJSObjectReference>("import", Script);
            await script.InvokeVoidAsync(function, argument);
        }
        catch (Exception fault) when (BrowserGone.IsTold(fault))
        {
            // The browser is gone; what it keeps it shows the next time.
        }
    }
}
