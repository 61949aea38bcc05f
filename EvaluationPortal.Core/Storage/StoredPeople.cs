using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Storage;

/// <summary>People as they lie in their rows, and as the trail tells them.</summary>
public static class StoredPeople
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Everybody, in the order they came in.</summary>
    public static async Task<ImmutableArray<Person>> Read(PortalDbContext db, CancellationToken stop)
    {
        var rows = await db.People.AsNoTracking().OrderBy(p => p.Since).ToListAsync(stop);
        return [.. rows.Select(Person)];
    }

    /// <summary>The one with that id; null where there is none.</summary>
    public static async Task<Person?> ReadOne(PortalDbContext db, PersonId id, CancellationToken stop) =>
        await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id.Value, stop) is { } row ? Person(row) : null;

    /// <summary>The row as a person.</summary>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public static Person Person(PersonRow row)
    {
        try
        {
            return Read(row.Id, row.Person);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"库中人员 {row.Id}（{row.Name}）已损坏，无法读取。", fault);
        }
    }

    /// <summary>A person from the text on the trail; null where there is none or it cannot be read.</summary>
    public static Person? Find(string id, string? stored)
    {
        try
        {
            return stored is null ? null : Read(id, stored);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text of a row and of the trail: everything of the person but the id.</summary>
    public static string Write(Person person) => JsonSerializer.Serialize(
        new Stored(
            person.Name,
            person.Title,
            [.. person.Grants.Select(g => new StoredGrant(g.Role, g.Indicators.IsEmpty ? null : [.. g.Indicators.Select(i => i.Value)], g.Units.IsEmpty ? null : [.. g.Units.Select(u => u.Value)]))],
            person.Units.IsEmpty ? null : [.. person.Units.Select(u => u.Value)],
            person.Agency,
            person.Email,
            person.StaffNumber,
            person.Telephone,
            person.IsDisabled),
        Options);

    private static Person Read(string id, string json)
    {
        var stored = JsonSerializer.Deserialize<Stored>(json, Options)!;
        return new(
            new(id),
            stored.Name,
            stored.Title,
            [.. stored.Grants.Select(g => new Grant(g.Role, [.. (g.Indicators ?? []).Select(i => new IndicatorCode(i))], [.. (g.Units ?? []).Select(u => new UnitCode(u))]))],
            [.. (stored.Units ?? []).Select(u => new UnitCode(u))],
            stored.Agency,
            stored.Email,
            stored.StaffNumber,
            stored.Telephone,
            stored.IsDisabled);
    }

    private sealed record Stored(string Name, string Title, StoredGrant[] Grants, string[]? Units, string? Agency, string? Email, string? StaffNumber, string? Telephone, bool IsDisabled);

    private sealed record StoredGrant([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Role Role, string[]? Indicators, string[]? Units);
}
