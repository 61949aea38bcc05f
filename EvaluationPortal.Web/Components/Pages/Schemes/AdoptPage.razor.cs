using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Exchange;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Schemes.Adoption;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Components.Pages.Board.Drawer;
using EvaluationPortal.Web.Endpoints;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EvaluationPortal.Web.Components.Pages.Schemes;

/// <summary>One table on its way to being adopted. The draft is the browser's; this page follows it.</summary>
public sealed partial class AdoptPage : IAsyncDisposable
{
    private const string TableField = "table";
    private const string LastField = "last";

    /// <summary>What the table was when it was read: what was typed over the rows belongs to that reading.</summary>
    private const string ReadField = "read";

    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<string, string> _typed = new(StringComparer.Ordinal);
    private ImmutableArray<Scheme> _known = [];
    private ImmutableArray<string> _faults = [];
    private ElementReference _root;
    private DotNetObjectReference<AdoptPage>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _script;
    private DraftStore? _store;
    private SchemeDraft? _draft;
    private Scheme? _last;
    private string _started = "";
    private string? _said;
    private string? _adopted;
    private int _reading;
    private bool _isFault;
    private bool _wasThere;
    private bool _isBusy;
    private bool _wantsAdopted;
    private bool _isAttached;

    [Inject] public required AdoptScheme Adopt { get; set; }
    [Inject] public required ReadSchemes Schemes { get; set; }
    [Inject] public required IJSRuntime Js { get; set; }

    [CascadingParameter] public required Person By { get; set; }

    private string Key => $"{By.Id}/schemes/new";

    /// <summary>The browser tells what was typed.</summary>
    [JSInvokable]
    public void Typed(string key, IReadOnlyDictionary<string, string> fields)
    {
        if (key != Key) return;
        Take(fields);
        StateHasChanged();
    }

    /// <summary>The browser tells what became of an upload.</summary>
    [JSInvokable]
    public void Tell(string text, bool isFault)
    {
        (_said, _isFault) = (text, isFault);
        StateHasChanged();
    }

    protected override async Task OnInitializedAsync()
    {
        _known = [.. (await Schemes.Adopted(By.Id, _gone.Token)).Select(adopted => adopted.Scheme)];
        _last = _known.FirstOrDefault();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isAttached || _last is null) return;
        _isAttached = true;
        _self = DotNetObjectReference.Create(this);
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/adopt.js");
        if (_gone.IsCancellationRequested) return;
        _script = await _module.InvokeAsync<IJSObjectReference>("attach", _root, _self, Addresses.ReadTable, WorkbookFile.MostBytes);
        var store = new DraftStore(_script);
        Take(await store.Open(Key));
        _started = _typed.GetValueOrDefault(TableField, "");
        if (_typed.GetValueOrDefault(ReadField) == Mark()) Propose();
        _store = store;
        StateHasChanged();
    }

    /// <summary>Reads the table anew. What was typed over the rows of another one is given up.</summary>
    private async Task ReadAsync()
    {
        if (_store is null) return;
        Take(await _store.Open(Key));
        (_said, _isFault) = (null, false);
        foreach (var field in _typed.Keys.Where(field => field is not (TableField or LastField)).ToList()) _typed.Remove(field);
        await _store.Reset(Key, new Dictionary<string, string>());
        foreach (var (field, value) in _typed) await _store.Put(Key, 0, field, value);
        Propose();
        if (_draft is null) return;
        _typed[ReadField] = Mark();
        await _store.Put(Key, 0, ReadField, Mark());
    }

    private void Propose()
    {
        (_draft, _faults, _wantsAdopted) = (null, [], false);
        _reading++;
        _last = _known.FirstOrDefault(known => known.Digest == _typed.GetValueOrDefault(LastField)) ?? _known[0];
        var grid = TabbedText.Read(_typed.GetValueOrDefault(TableField, ""));
        if (grid.Grid is null)
        {
            _faults = [grid.Fault!];
            return;
        }

        var rows = TableRows.Read(grid.Grid);
        _faults = rows.Faults;
        if (!rows.Faults.IsEmpty) return;
        _draft = new(ProposeScheme.From(rows, _last));
        _draft.Take(_typed);
    }

    private void Take(IReadOnlyDictionary<string, string> fields)
    {
        foreach (var (field, value) in fields) _typed[field] = value;
        _draft?.Take(fields);
    }

    /// <summary>Somebody looked at what was doubted of an indicator.</summary>
    private async Task ConfirmAsync(IndicatorCode code)
    {
        var field = SchemeDraft.Confirmed(code);
        Take(new Dictionary<string, string> { [field] = "true" });
        if (_store is not null) await _store.Put(Key, 0, field, "true");
    }

    private static string? WhyNot(SchemeDraft draft) => (draft.Faults.Length, draft.OpenDoubts) switch
    {
        (0, 0) => null,
        (0, var open) => $"还有{open}个指标有疑问没有核对，请逐个修改或点“核对无误”。",
        (var faults, _) => $"还有{faults}处不合规定，见各行和表头处的说明。",
    };

    private async Task AdoptAsync()
    {
        if (_isBusy || _store is null) return;
        _isBusy = true;
        try
        {
            Take(await _store.Open(Key));
            _wantsAdopted = true;
            if (_draft is not { } draft || WhyNot(draft) is not null) return;
            var adopted = await Adopt.Run(By.Id, draft.File, _gone.Token);
            (_faults, _wasThere) = ([.. adopted.Faults], adopted.WasThere);
            if (adopted.Digest is null) return;
            await _store.Reset(Key, new Dictionary<string, string>());
            _adopted = adopted.Digest;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page is gone: nothing was written, and the draft is kept.
        }
        finally
        {
            _isBusy = false;
        }
    }

    /// <summary>Of the table's text and of what it is compared with.</summary>
    private string Mark() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{_typed.GetValueOrDefault(TableField)}\n{_typed.GetValueOrDefault(LastField)}")))[..16];

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _self?.Dispose();
        try
        {
            if (_script is not null) await _script.InvokeVoidAsync("dispose");
            if (_script is not null) await _script.DisposeAsync();
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (Exception fault) when (BrowserGone.IsTold(fault))
        {
            // The browser is gone and has cleaned up by itself.
        }

        _gone.Dispose();
    }
}
