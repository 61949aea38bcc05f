using System.Collections.Immutable;
using System.Text.Json;

namespace EvaluationPortal.Core.Scoring;

/// <summary>
/// An object of a JSON file that is read and checked at once: every fault is noted with its pointer and reading goes on, so
/// that the author sees all of them. Names asked for are the legal ones; <see cref="Close"/> reports any other.
/// </summary>
internal sealed class JsonPart
{
    private readonly Dictionary<string, JsonElement> properties = [];
    private readonly List<string> asked = [];
    private readonly List<Fault> faults;

    /// <param name="element">An object whose texts are all Unicode, as <see cref="JsonFile"/> has checked.</param>
    public JsonPart(JsonElement element, string pointer, List<Fault> faults)
    {
        Pointer = pointer;
        this.faults = faults;
        foreach (var property in element.EnumerateObject())
        {
            if (!properties.TryAdd(property.Name, property.Value))
            {
                Fault(property.Name, "这一项写了不止一次，只能写一次");
            }
        }
    }

    public string Pointer { get; }

    /// <summary>Notes a fault at the property named, or at the part itself.</summary>
    public void Fault(string? name, string message) =>
        faults.Add(new Fault(name is null ? Pointer : $"{Pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", message));

    /// <summary>Notes a fault deeper down, at a path of names and places joined by slashes.</summary>
    public void FaultAt(string path, string message) => faults.Add(new Fault($"{Pointer}/{path}", message));

    /// <summary>A text that is not blank; null where it is missing or faulty.</summary>
    public string? Text(string name, bool required = true, int longest = 2000)
    {
        if (Find(name, required, JsonValueKind.String, "文字") is not { } value)
        {
            return null;
        }

        return CheckedText(value, name, longest);
    }

    /// <summary>A text that is required and not blank; empty where it is missing or faulty, which is noted.</summary>
    public string RequiredText(string name, int longest) => Text(name, longest: longest) ?? "";

    /// <summary>A code for addresses: lower-case letters, digits and hyphens.</summary>
    public string? Code(string name, bool required = true)
    {
        var code = Text(name, required, longest: 40);
        if (code is null || code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            return code;
        }

        Fault(name, $"“{code}”只能用小写字母、数字和连字符");
        return null;
    }

    /// <summary>One of the words named.</summary>
    public string? Choice(string name, IEnumerable<string> choices, bool required = true)
    {
        var text = Text(name, required);
        if (text is null || choices.Contains(text))
        {
            return text;
        }

        Fault(name, $"没有“{text}”；只能是{string.Join("、", choices)}");
        return null;
    }

    /// <summary>A number within bounds, with at most that many decimals.</summary>
    public decimal? Number(string name, decimal least, decimal most, int decimals = 2, bool required = true)
    {
        if (Find(name, required, JsonValueKind.Number, "数字") is not { } value)
        {
            return null;
        }

        if (!value.TryGetDecimal(out var number) || number < least || number > most)
        {
            Fault(name, $"{value.GetRawText()}超出范围；应在{Decimals.Text(least)}至{Decimals.Text(most)}之间");
            return null;
        }

        if (!Decimals.Fits(number, decimals))
        {
            Fault(name, $"{value.GetRawText()}小数过多；最多{decimals}位小数");
            return null;
        }

        return number;
    }

    /// <summary>true or false; false where it is missing.</summary>
    public bool Flag(string name)
    {
        if (!Note(name, out var value))
        {
            return false;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Fault(name, "应为true或false");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>A list of texts without repetition; empty where it is missing.</summary>
    public ImmutableArray<string> Texts(string name)
    {
        if (Find(name, false, JsonValueKind.Array, "文字的清单[…]") is not { } list)
        {
            return [];
        }

        var texts = new List<string>();
        foreach (var (index, value) in list.EnumerateArray().Index())
        {
            var at = $"{name}/{index}";
            if (value.ValueKind != JsonValueKind.String)
            {
                FaultAt(at, "应为文字");
            }
            else if (CheckedText(value, at, 200) is { } text)
            {
                if (texts.Contains(text))
                {
                    FaultAt(at, $"“{text}”重复");
                }

                texts.Add(text);
            }
        }

        return [.. texts];
    }

    /// <summary>An object; null where it is missing or faulty.</summary>
    public JsonPart? Part(string name, bool required = true) =>
        Find(name, required, JsonValueKind.Object, "对象{…}") is { } value ? new JsonPart(value, $"{Pointer}/{name}", faults) : null;

    /// <summary>A list of objects, with at least so many.</summary>
    public ImmutableArray<JsonPart> Parts(string name, int least)
    {
        if (Find(name, true, JsonValueKind.Array, "清单[…]") is not { } list)
        {
            return [];
        }

        if (list.GetArrayLength() < least)
        {
            Fault(name, $"至少要有{least}个");
        }

        var parts = ImmutableArray.CreateBuilder<JsonPart>();
        foreach (var (index, value) in list.EnumerateArray().Index())
        {
            if (value.ValueKind == JsonValueKind.Object)
            {
                parts.Add(new JsonPart(value, $"{Pointer}/{name}/{index}", faults));
            }
            else
            {
                FaultAt($"{name}/{index}", "应为对象{…}");
            }
        }

        return parts.ToImmutable();
    }

    /// <summary>Reports the properties that nobody asked for; <c>$schema</c> is always allowed.</summary>
    public void Close()
    {
        foreach (var name in properties.Keys.Where(name => !asked.Contains(name) && name != "$schema"))
        {
            Fault(name, $"没有“{name}”这一项；可用的有：{string.Join("、", asked.Distinct())}");
        }
    }

    private string? CheckedText(JsonElement value, string at, int longest)
    {
        var text = value.GetString()!;
        if (string.IsNullOrWhiteSpace(text) || text.Length > longest)
        {
            FaultAt(at, $"应为1至{longest}个字的文字");
            return null;
        }

        return text;
    }

    private JsonElement? Find(string name, bool required, JsonValueKind kind, string expected)
    {
        if (!Note(name, out var value))
        {
            if (required)
            {
                Fault(name, $"缺少这一项；应为{expected}");
            }

            return null;
        }

        if (value.ValueKind == kind)
        {
            return value;
        }

        Fault(name, $"应为{expected}");
        return null;
    }

    private bool Note(string name, out JsonElement value)
    {
        asked.Add(name);
        return properties.TryGetValue(name, out value);
    }
}
