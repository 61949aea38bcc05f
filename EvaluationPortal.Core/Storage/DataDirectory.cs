namespace EvaluationPortal.Core.Storage;

/// <summary>
/// The directory that holds everything the portal writes, held by one serving process: an operating-system lock on
/// <c>portal.lock</c>, gone with the process however it ends.
/// </summary>
public sealed class DataDirectory : IDisposable
{
    private const string LockName = "portal.lock";
    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held) => (Path, _lock) = (path, held);

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>Path of a file or directory inside it.</summary>
    public string Inside(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Creates the directory where it is missing and takes its lock.</summary>
    /// <exception cref="DataDirectoryRefusedException">Another process holds it, or it cannot be written; the message (Chinese) says what to do.</exception>
    public static DataDirectory Take(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Create(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataDirectoryRefusedException($"无法建立数据目录 {full}（{e.Message}）。请检查权限，或用 Storage:DataDirectory 另设目录。", e);
        }

        try
        {
            return new DataDirectory(full, new FileStream(System.IO.Path.Combine(full, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DataDirectoryRefusedException($"没有写入数据目录 {full} 的权限（{e.Message}）。请检查权限，或用 Storage:DataDirectory 另设目录。", e);
        }
        catch (IOException e) when (!IsHeldByAnother(e))
        {
            throw new DataDirectoryRefusedException($"无法写入数据目录 {full}（{e.Message}）。请检查磁盘，或用 Storage:DataDirectory 另设目录。", e);
        }
        catch (IOException e)
        {
            throw new DataDirectoryRefusedException(
                $"数据目录 {full} 正由另一个门户进程使用，本进程没有启动。请先停止那个进程；要并行运行两份，请给这一份另设 Storage:DataDirectory 和 --urls。", e);
        }
    }

    /// <summary>ERROR_SHARING_VIOLATION on Windows; elsewhere the plain EWOULDBLOCK of Linux or macOS.</summary>
    private static bool IsHeldByAnother(IOException e) => e.HResult is unchecked((int)0x8007_0020) or 11 or 35;

    /// <summary>A new one is its account's alone: it will hold the records and the keys of the sessions. One that is there stays as its owner made it.</summary>
    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => _lock.Dispose();
}

/// <summary>The data directory cannot be served from.</summary>
public sealed class DataDirectoryRefusedException(string message, Exception inner) : Exception(message, inner);
