using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace EvaluationPortal.Core.Scoring;

/// <summary>The properties of one flat JSON object of facts; the first fault found is kept.</summary>
internal sealed class JsonFacts
{
    private readonly Dictionary<string, JsonElement> properties = [];

    /// <exception cref="InvalidOperationException">A name is not Unicode.</exception>
    public JsonFacts(JsonElement json, ReadOnlySpan<string> besides)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (besides.Contains(property.Name))
            {
                continue;
            }

            if (!properties.TryAdd(property.Name, property.Value))
            {
                Say($"{property.Name}写了不止一次");
            }
        }
    }

    /// <summary>The first thing that is wrong, or null.</summary>
    public string? Fault { get; private set; }

    public void Say(string fault) => Fault ??= fault;

    public JsonElement? Element(string name) => properties.TryGetValue(name, out var value) ? value : null;

    /// <summary>
    /// The one kind, each given as its property names with commas, that the properties belong to; null where there are none.
    /// Properties of no kind and of two kinds are faults.
    /// </summary>
    public string? Kind(params ReadOnlySpan<string> kinds)
    {
        string? found = null;
        foreach (var name in properties.Keys)
        {
            string? owner = null;
            foreach (var kind in kinds)
            {
                owner = kind.Split(',').Contains(name) ? kind : owner;
            }

            if (owner is null)
            {
                Say($"没有“{name}”这一项；可用的有：{string.Join('、', kinds).Replace(',', '、')}");
            }
            else if (found is not null && owner != found)
            {
                Say($"{found.Replace(",", "、", StringComparison.Ordinal)}与{name}不能同时填写");
            }

            found ??= owner;
        }

        return found;
    }

    /// <summary>A whole number from 0 to <paramref name="most"/>; 0 where there was a fault.</summary>
    public int Count(string name, int most, bool required = true)
    {
        if (Element(name) is not { } value)
        {
            if (required)
            {
                Say($"缺少{name}");
            }

            return 0;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number >= 0 && number <= most && decimal.IsInteger(number))
        {
            return (int)number;
        }

        Say($"{name}应为0至{most}的整数");
        return 0;
    }

    /// <summary>A number of at most four decimals within ±1,000,000; 0 where there was a fault.</summary>
    public decimal Number(string name)
    {
        if (Element(name) is not { } value)
        {
            Say($"缺少{name}");
        }
        else if (value.ValueKind != JsonValueKind.Number || !value.TryGetDecimal(out var number) || Math.Abs(number) > Decimals.Greatest)
        {
            Say($"{name}应为不超过{Decimals.Text(Decimals.Greatest)}的数字");
        }
        else if (!Decimals.Fits(number, 4))
        {
            Say($"{name}最多四位小数");
        }
        else
        {
            return number;
        }

        return 0;
    }

    /// <summary>A text, or null where there is none.</summary>
    /// <exception cref="InvalidOperationException">It is not Unicode.</exception>
    public string? Text(string name, bool required = false)
    {
        var value = Element(name);
        if (value is { ValueKind: JsonValueKind.String } text)
        {
            return text.GetString();
        }

        if (value is not null || required)
        {
            Say($"{name}应为文字");
        }

        return null;
    }

    /// <summary>A day as yyyy-MM-dd, or null where there is none.</summary>
    public DateOnly? Day(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Say($"{name}应为日期，如2022-11-30");
        return null;
    }

    /// <summary>A UUID, or null where there is none.</summary>
    public Guid? Id(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (Guid.TryParseExact(text, "D", out var id))
        {
            return id;
        }

        Say($"{name}应为编号（UUID）");
        return null;
    }

    /// <summary>UUIDs: one alone under its name, several as an array under theirs; none where there is neither.</summary>
    public Attached<Guid> Ids(string alone, string several)
    {
        if (Element(several) is not { } list) return Id(alone) is { } one ? new([one]) : default;
        var ids = ImmutableArray.CreateBuilder<Guid>();
        foreach (var element in list.ValueKind is JsonValueKind.Array ? list.EnumerateArray().Take(Attached<Guid>.Most + 1) : [])
        {
            if (element.ValueKind is JsonValueKind.String && Guid.TryParseExact(element.GetString(), "D", out var id) && !ids.Contains(id)) ids.Add(id);
            else Say($"{several}应为不重复的编号（UUID）");
        }
        if (ids.Count is < 2 or > Attached<Guid>.Most) Say($"{several}应为2至{Attached<Guid>.Most}个编号，只有一个时写在{alone}中");
        if (Element(alone) is not null) Say($"{alone}与{several}不能同时填写");
        return new(ids.ToImmutable());
    }

    /// <summary>true or false; <paramref name="otherwise"/> where there is none.</summary>
    public bool Flag(string name, bool otherwise)
    {
        if (Element(name) is not { } value)
        {
            return otherwise;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Say($"{name}应为true或false");
        }

        return value.ValueKind == JsonValueKind.True;
    }
}
