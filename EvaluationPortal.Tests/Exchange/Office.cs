using System.Diagnostics;
using EvaluationPortal.Tests.Web;

namespace EvaluationPortal.Tests.Exchange;

/// <summary>LibreOffice with a profile and a directory of its own.</summary>
internal sealed class Office : IDisposable
{
    private readonly TemporaryDirectory _files = new();
    private readonly TemporaryDirectory _profile = new();

    /// <summary>A file in its directory.</summary>
    public string Path(string name) => System.IO.Path.Combine(_files.Path, name);

    /// <summary>Opens each file as a person would and saves its first sheet as csv beside it, the text of its cells as shown.</summary>
    public Task ConvertToCsv(params IEnumerable<string> names) => Convert("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true", "csv", names);

    /// <summary>Opens each file and saves it as a workbook beside it; csv is UTF-8.</summary>
    public Task ConvertToXlsx(params IEnumerable<string> names) => Convert("xlsx:Calc MS Excel 2007 XML", "xlsx", names);

    private async Task Convert(string filter, string extension, IEnumerable<string> names)
    {
        var start = new ProcessStartInfo("soffice") { WorkingDirectory = _files.Path, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] arguments = [$"-env:UserInstallation=file://{_profile.Path}", "--headless", "--norestore", .. names.All(n => n.EndsWith(".csv", StringComparison.Ordinal)) ? (string[])["--infilter=CSV:44,34,76"] : [], "--convert-to", filter, .. names];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0 && names.All(n => File.Exists(Path(System.IO.Path.ChangeExtension(n, extension)))), $"{await output}\n{await errors}");
    }

    public void Dispose()
    {
        _files.Dispose();
        _profile.Dispose();
    }
}
