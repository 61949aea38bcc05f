namespace EvaluationPortal.Web.Operations.Settings;

/// <summary>One setting that cannot be used.</summary>
/// <param name="Key">Full key, e.g. <c>Storage:Provider</c>.</param>
/// <param name="Value">What was given; null where nothing was, or where it must not be shown.</param>
/// <param name="Legal">What would be right, in Chinese.</param>
public sealed record SettingFault(string Key, string? Value, string Legal)
{
    public override string ToString() => $"{Key} = {(Value is null ? "（未填）" : $"“{Value}”")}：{Legal}";
}

/// <summary>The portal does not start because of its settings; the message lists every fault.</summary>
public sealed class SettingsRefusedException(IReadOnlyCollection<SettingFault> faults)
    : Exception($"设置有{faults.Count}处错误，门户没有启动：{string.Concat(faults.Select(f => $"{Environment.NewLine}  {f}"))}");
