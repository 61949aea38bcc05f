using EvaluationPortal.Tests.Web;

namespace EvaluationPortal.Tests.Security;

public sealed class KeptFilesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_of_cookies_are_readable_by_the_portal_s_account_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes are those of Unix.");
            return;
        }

        using var data = new TemporaryDirectory();
        var keys = Directory.CreateDirectory(Path.Combine(data.Path, "keys"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        await using var portal = await Portal.StartAsync(dataDirectory: data.Path);
        using var client = portal.Client();
        await client.GetStringAsync("/signin", Stop);
        keys.Refresh();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, keys.UnixFileMode);
        Assert.All(keys.GetFiles(), key => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, key.UnixFileMode));
        Assert.NotEmpty(keys.GetFiles("key-*.xml"));
    }

    [Fact]
    public async Task A_new_data_directory_is_the_portal_s_account_s_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes are those of Unix.");
            return;
        }

        using var data = new TemporaryDirectory();
        var directory = Path.Combine(data.Path, "new");
        await using var portal = await Portal.StartAsync(dataDirectory: directory);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(directory).UnixFileMode);
    }
}
