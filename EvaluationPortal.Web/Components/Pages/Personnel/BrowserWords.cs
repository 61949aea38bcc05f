namespace EvaluationPortal.Web.Components.Pages.Personnel;

/// <summary>A browser and its system in few words, by how it names itself.</summary>
public static class BrowserWords
{
    private const int MostUnknown = 40;

    /// <summary>The first that fits names it: many name themselves Chrome or Safari as well.</summary>
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg/", "Edge"), ("QQBrowser/", "QQ浏览器"), ("MicroMessenger/", "微信"), ("DingTalk/", "钉钉"), ("Firefox/", "火狐"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Windows", "Windows"), ("Android", "安卓"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    /// <param name="named">As it names itself; null where it does not.</param>
    public static string Of(string? named)
    {
        if (string.IsNullOrWhiteSpace(named)) return "未知";
        var (browser, system) = (Find(Browsers, named), Find(Systems, named));
        return browser is null ? named[..Math.Min(named.Length, MostUnknown)] : system is null ? browser : $"{browser}，{system}";
    }

    private static string? Find((string Mark, string Name)[] known, string named) => Array.Find(known, k => named.Contains(k.Mark, StringComparison.Ordinal)).Name;
}
