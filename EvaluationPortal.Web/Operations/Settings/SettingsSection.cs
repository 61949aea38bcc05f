using System.Globalization;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.Json;

namespace EvaluationPortal.Web.Operations.Settings;

/// <summary>
/// Reads one section of the settings, value by value, and collects what is wrong instead of stopping at the first fault.
/// Whatever was not asked for when it is closed is a fault too: most likely a typing error.
/// </summary>
public sealed class SettingsSection(IConfiguration configuration, string name, ICollection<SettingFault> faults)
{
    private readonly IConfigurationSection _section = configuration.GetSection(name);
    private readonly List<string> _known = [];

    /// <summary>The last part of its key.</summary>
    public string Name => _section.Key;

    /// <summary>The sections below a key, each to be read and closed like this one.</summary>
    public IReadOnlyList<SettingsSection> Sections(string key)
    {
        _known.Add(key);
        if (!string.IsNullOrWhiteSpace(_section[key]))
        {
            Fault(key, _section[key], "须为一组设置，不能只填一个值");
        }

        return [.. _section.GetSection(key).GetChildren().Select(child => new SettingsSection(configuration, child.Path, faults))];
    }

    /// <summary>
    /// A text that nobody may read along: never shown in a fault, and taken from an environment variable only. In a settings file it
    /// would be copied along with it, among the arguments every account of the machine could see it.
    /// </summary>
    public string? Secret(string key)
    {
        var value = Text(key);
        if (IsExposed(key)) Fault(key, null, $"密钥不能写在设置文件或启动参数中，请改用环境变量{Variable(key)}，或把密钥存入单独的文件并填写{key}File");
        return value;
    }

    /// <summary>Whether the value stands in a settings file or among the arguments, where others can read it.</summary>
    public bool IsExposed(string key) => (configuration as IConfigurationRoot)?.Providers.Any(p =>
        p is JsonConfigurationProvider or CommandLineConfigurationProvider && p.TryGet($"{name}:{key}", out var given) && !string.IsNullOrWhiteSpace(given)) == true;

    /// <summary>The environment variable that gives the value.</summary>
    public string Variable(string key) => $"{name}:{key}".Replace(":", "__", StringComparison.Ordinal);

    /// <summary>A text; null where it is missing or blank.</summary>
    public string? Text(string key)
    {
        _known.Add(key);
        var value = _section[key]?.Trim();
        if (_section.GetSection(key).GetChildren().Any())
        {
            Fault(key, "（一组值）", "只能填一个值");
        }

        return string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>A text of at most <paramref name="maxLength"/> characters; null where it is missing or blank.</summary>
    public string? Text(string key, int maxLength)
    {
        var value = Text(key);
        if (value?.Length > maxLength)
        {
            Fault(key, value, $"最多{maxLength}个字");
        }

        return value;
    }

    /// <summary>true or false; null where it is missing.</summary>
    public bool? Flag(string key)
    {
        var value = Text(key);
        if (value is null)
        {
            return null;
        }

        if (bool.TryParse(value, out var flag))
        {
            return flag;
        }

        Fault(key, value, "只能填true或false");
        return null;
    }

    /// <summary>A whole number between two; the other one where it is missing.</summary>
    public int Whole(string key, int least, int most, int otherwise)
    {
        var value = Text(key);
        if (value is null)
        {
            return otherwise;
        }

        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Fault(key, value, $"须为{least}至{most}的整数");
        return otherwise;
    }

    /// <summary>One of the names of an enumeration, in any case.</summary>
    public T Choice<T>(string key, T otherwise)
        where T : struct, Enum
    {
        var value = Text(key);
        if (value is null)
        {
            return otherwise;
        }

        var names = Enum.GetNames<T>();
        if (names.FirstOrDefault(n => n.Equals(value, StringComparison.OrdinalIgnoreCase)) is { } legal)
        {
            return Enum.Parse<T>(legal);
        }

        Fault(key, value, $"只能填{string.Join('、', names.Select(n => n.ToLowerInvariant()))}");
        return otherwise;
    }

    /// <summary>Adds a fault of this section.</summary>
    public void Fault(string key, string? value, string legal) => faults.Add(new SettingFault($"{name}:{key}", value, legal));

    /// <summary>Call last: every key that was not read becomes a fault.</summary>
    public void Close()
    {
        var groups = _known.Where(key => key.Contains(':', StringComparison.Ordinal)).Select(key => key.Split(':')[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var given = _section.GetChildren().SelectMany(child => groups.Contains(child.Key) ? child.GetChildren() : [child]);
        foreach (var stranger in given.Where(child => !_known.Contains(child.Path[(name.Length + 1)..], StringComparer.OrdinalIgnoreCase)))
        {
            Fault(stranger.Path[(name.Length + 1)..], stranger.Value, $"没有这项设置，{name}之下只有{string.Join('、', _known)}");
        }
    }
}
