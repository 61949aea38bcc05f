using Microsoft.JSInterop;

namespace EvaluationPortal.Web.Components.Pages.Board.Drawer;

/// <summary>The browser's store of what is typed and not saved (drafts.js), by the key of a form.</summary>
public sealed class DraftStore(IJSObjectReference script)
{
    /// <summary>What is stored of a form, by field; puts it back into the fields that are on the page.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Open(string key)
    {
        Dictionary<string, string> all = [];
        string? after = null;
        do
        {
            var piece = await script.InvokeAsync<Piece>("open", key, after);
            foreach (var (field, value) in piece.Fields) all[field] = value;
            after = piece.More;
        }
        while (after is not null);
        return all;
    }

    /// <summary>Stores a field on behalf of the page and shows it.</summary>
    /// <param name="seen">The version the form was filled from.</param>
    public ValueTask Put(string key, long seen, string field, string value) => script.InvokeVoidAsync("put", key, seen, field, value);

    /// <summary>Stores several fields on behalf of the page and shows them.</summary>
    /// <param name="seen">The version the form was filled from.</param>
    public ValueTask PutAll(string key, long seen, IReadOnlyDictionary<string, string> values) => script.InvokeVoidAsync("putAll", key, seen, values);

    /// <summary>Forgets the form's draft; its fields show the values given.</summary>
    /// <param name="saved">Only what equals these is forgotten: what was typed since they were read stays; null for all.</param>
    /// <param name="version">What stays was begun on this version.</param>
    public ValueTask Reset(string key, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string>? saved = null, long version = 0) =>
        script.InvokeVoidAsync("reset", key, values, saved, version);

    private sealed record Piece(Dictionary<string, string> Fields, string? More);
}
