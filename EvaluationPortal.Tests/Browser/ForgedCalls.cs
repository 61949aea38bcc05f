using System.Text.Json;
using EvaluationPortal.Tests.Access;

namespace EvaluationPortal.Tests.Browser;

/// <summary>
/// Every call that docs/permissions.md lists, made by hand on every object that the circuit may hold, with other units and
/// indicators: written onto the socket itself, past all that the page's scripts would allow.
/// </summary>
internal static class ForgedCalls
{
    /// <summary>Runs in every page, before its scripts: keeps the sockets, and counts the answers to calls.</summary>
    public const string KeepSockets = """
        window.sockets = [];
        window.answers = 0;
        window.WebSocket = class extends WebSocket {
            constructor(...args) {
                super(...args);
                window.sockets.push(this);
                this.addEventListener('message', ({ data }) => {
                    window.answers += new TextDecoder('latin1').decode(data).split('JS.EndInvokeDotNet').length - 1;
                });
            }
        };
        """;

    /// <summary>Hub messages as the circuit speaks them: MessagePack, each with its length before it.</summary>
    private const string Send = """
        calls => {
            const socket = window.sockets.findLast(s => s.readyState === WebSocket.OPEN);
            const number = n => [0xd2, n >>> 24 & 255, n >>> 16 & 255, n >>> 8 & 255, n & 255];
            const text = s => { const bytes = new TextEncoder().encode(s); return [0xdb, ...number(bytes.length).slice(1), ...bytes]; };
            window.answers = 0;
            calls.forEach(({ method, on, given }, at) => {
                const body = [0x96, 1, 0x80, 0xc0, ...text('BeginInvokeDotNetFromJS'), 0x95, ...text(`${900000 + at}`), 0xc0, ...text(method), ...number(on), ...text(given), 0x90];
                const length = [];
                for (let rest = body.length; ; rest >>>= 7) {
                    length.push(rest > 127 ? rest & 127 | 128 : rest);
                    if (rest <= 127) break;
                }
                socket.send(new Uint8Array([...length, ...body]));
            });
        }
        """;

    /// <summary>Objects are numbered from 1 in the order in which the circuit handed them out.</summary>
    private const int MostObjects = 24;

    /// <summary>Takes nothing, and answers only when its dialog is closed.</summary>
    private const string NotMade = "BoardPage.Help";

    private static readonly string[] Indicators = ["1.2", "1.4", "9.1"];

    /// <summary>Texts whose reading depends on what stands in the cell.</summary>
    private static readonly string[] Probes = ["0", "5", "5.5", "-1", ""];

    /// <summary>Makes the calls and waits until every one is answered.</summary>
    public static async Task MakeAsync(Eavesdropping by)
    {
        var calls = PermissionsDocument.Table("calls").Keys.Where(call => call != NotMade).Select(call => call[(call.IndexOf('.', StringComparison.Ordinal) + 1)..])
            .SelectMany(method => Arguments(method).SelectMany(given => Enumerable.Range(1, MostObjects).Select(on => new { method, on, given }))).ToList();
        await by.Page.EvaluateAsync(Send, calls);
        await by.Page.WaitForFunctionAsync("count => window.answers >= count", calls.Count, new() { Timeout = 60_000 });
    }

    private static IEnumerable<string> Arguments(string method) => method switch
    {
        "Select" or "ToggleDrawer" => Indicators.Select(indicator => JsonSerializer.Serialize(new[] { "sijing", indicator })),
        "Record" => [JsonSerializer.Serialize(new object[] { "2022", Edits() })],
        "SaveDrafts" => ((string[])["sijing", "yueyang"]).Select(unit => JsonSerializer.Serialize(new object[] { "2022", unit, new[] { new { id = Guid.NewGuid(), indicator = "1.4", field = "text", typed = "", seen = 0 } } })),
        "Open" => ["""[["1.4"]]"""],
        "Typed" => ["""["reviewer-1/2022/sijing/1.2", {}]"""],
        "Conflicts" => ["""[["sijing"]]"""],
        "Move" => ["[1]"],
        _ => ["[]"],
    };

    private static IEnumerable<object> Edits() =>
        from indicator in Indicators
        from typed in Probes
        select new { id = Guid.NewGuid(), unit = "sijing", indicator, typed, seen = 0 };
}
