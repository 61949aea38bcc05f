using System.Collections.Concurrent;
using System.Text.Json;
using EvaluationPortal.Web.Components.Layout;
using EvaluationPortal.Web.Components.Pages.Board;
using Microsoft.JSInterop;

namespace EvaluationPortal.Tests.Access.Walk;

/// <summary>
/// Stands where the browser stands: hears what a circuit's pages tell it and keeps every object that they hand out to be called. As the
/// store of drafts it answers what was typed into the drawer.
/// </summary>
internal sealed class HeardBrowser : IJSRuntime, IJSObjectReference
{
    private readonly ConcurrentDictionary<Type, object> _handedOut = [];

    /// <summary>The names of the functions called.</summary>
    public HashSet<string> Called { get; } = [];

    /// <summary>The fields of the drawer's form, whichever cell it shows.</summary>
    public Dictionary<string, string> Fields { get; set; } = [];

    /// <summary>Every object of the portal's that was handed out has been taken back.</summary>
    public bool HasNothing => HandedOut<BoardPage>() is null && HandedOut<BoardDrawer>() is null && HandedOut<EditQueue>() is null && HandedOut<SessionWatch>() is null;

    /// <summary>The object of that type that a browser can call now; null where none was handed out, or it was taken back.</summary>
    public T? HandedOut<T>()
        where T : class
    {
        try
        {
            return _handedOut.TryGetValue(typeof(T), out var reference) ? ((DotNetObjectReference<T>)reference).Value : null;
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => InvokeAsync<TValue>(identifier, CancellationToken.None, args);

    public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
    {
        Called.Add(identifier);
        foreach (var argument in args ?? [])
        {
            if (argument?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(DotNetObjectReference<>)) _handedOut[type.GenericTypeArguments[0]] = argument;
        }

        if (typeof(TValue) == typeof(IJSObjectReference)) return ValueTask.FromResult((TValue)(object)this);
        return ValueTask.FromResult(identifier == "open" ? JsonSerializer.Deserialize<TValue>(JsonSerializer.Serialize(new { Fields }))! : default!);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
