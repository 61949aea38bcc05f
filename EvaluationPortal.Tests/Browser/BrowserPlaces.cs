namespace EvaluationPortal.Tests.Browser;

/// <summary>Where the machine keeps its browser.</summary>
internal static class BrowserPlaces
{
    private const string Variable = "PORTAL_BROWSER";
    private const string Shell = "chromium-headless-shell";
    private static readonly string[] Commands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"];

    private static readonly string[] Elsewhere =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        Under(Environment.SpecialFolder.ProgramFiles, @"Google\Chrome\Application\chrome.exe"),
        Under(Environment.SpecialFolder.ProgramFilesX86, @"Google\Chrome\Application\chrome.exe"),
        Under(Environment.SpecialFolder.LocalApplicationData, @"Google\Chrome\Application\chrome.exe"),
        Under(Environment.SpecialFolder.ProgramFilesX86, @"Microsoft\Edge\Application\msedge.exe"),
        Under(Environment.SpecialFolder.ProgramFiles, @"Microsoft\Edge\Application\msedge.exe"),
    ];

    /// <summary>
    /// Path of the browser's executable. The headless shell is taken first: the same Chromium without windows of its own, at less
    /// than half the processor time.
    /// </summary>
    /// <param name="withPdf">Shows PDF files, as browsers do and the headless shell does not.</param>
    /// <exception cref="InvalidOperationException">There is none; the message says what to do.</exception>
    public static string Find(bool withPdf = false)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return File.Exists(given) ? given : throw new InvalidOperationException($"{Variable} names {given}, and there is no such file.");
        }

        var extension = OperatingSystem.IsWindows() ? ".exe" : "";
        var onPath = from command in withPdf ? Commands : Commands.Prepend(Shell)
                     from directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                     select Path.Combine(directory, command + extension);
        return onPath.Concat(Elsewhere).FirstOrDefault(File.Exists) ?? throw new InvalidOperationException(
            "The browser tests need Chromium, Chrome or Edge and found none. Install one (Debian, Ubuntu: apt-get install chromium; ./eng/test.sh does that), "
            + $"or name an executable in the environment variable {Variable}.");
    }

    private static string Under(Environment.SpecialFolder folder, string path) => Path.Combine(Environment.GetFolderPath(folder), path);
}
