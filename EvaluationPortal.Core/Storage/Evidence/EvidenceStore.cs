using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace EvaluationPortal.Core.Storage.Evidence;

/// <summary>
/// The files of the evidence, in the data directory and outside everything that is served: <c>evidence/ab/&lt;sha256&gt;</c>, each content
/// once. Names, kinds and who they belong to are rows; a file says nothing about itself.
/// </summary>
public sealed class EvidenceStore
{
    /// <summary>Of the data directory.</summary>
    public const string FolderName = "evidence";

    private const string IncomingName = "incoming";
    private const int Buffer = 128 * 1024;
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string _folder;
    private readonly string _incoming;

    public EvidenceStore(string folder) => (_folder, _incoming) = (folder, Path.Combine(folder, IncomingName));

    /// <summary>Writes a file down while it comes in: outside the store until <see cref="Keep"/>, gone when disposed.</summary>
    /// <param name="most">Longest length, in bytes; the first byte beyond ends it.</param>
    /// <returns>The file; null where it is longer.</returns>
    public async Task<IncomingFile?> Receive(Stream from, long most, CancellationToken stop)
    {
        CreateFolder(_incoming);
        var file = new IncomingFile(Path.Combine(_incoming, Guid.NewGuid().ToString("N")));
        try
        {
            if (await Copy(from, file, most, stop)) return file;
            file.Dispose();
            return null;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Takes a received file into the store, to stay through a power cut; one with the same content stays as it is.</summary>
    public void Keep(IncomingFile file)
    {
        var target = PathOf(file.Sha256);
        var folder = Path.GetDirectoryName(target)!;
        CreateFolder(folder);
        if (!File.Exists(target)) File.Move(file.Path, target);
        foreach (var changed in (string[])[folder, _folder]) FlushFolder(changed);
    }

    /// <summary>The content with that digest, from its beginning; null where it is missing.</summary>
    public FileStream? Open(string sha256)
    {
        try
        {
            return new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, Buffer, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether the content is there and as it was.</summary>
    public async Task<StoredState> Check(string sha256, CancellationToken stop)
    {
        await using var file = Open(sha256);
        if (file is null) return StoredState.Missing;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop)) == sha256 ? StoredState.Sound : StoredState.Changed;
    }

    /// <summary>
    /// Deletes what was coming in when the process ended, and contents that no row has come to name. Only before anything is received.
    /// </summary>
    /// <param name="known">Digests of all rows, the removed ones' too.</param>
    /// <returns>How many files were deleted.</returns>
    public int Sweep(IReadOnlySet<string> known)
    {
        var orphans = Files().Where(file => Path.GetDirectoryName(file) == _incoming || !known.Contains(Path.GetFileName(file))).ToList();
        foreach (var orphan in orphans) File.Delete(orphan);
        return orphans.Count;
    }

    private IEnumerable<string> Files() => Directory.Exists(_folder) ? Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories) : [];

    private string PathOf(string sha256)
    {
        if (sha256.Length != SHA256.HashSizeInBytes * 2 || !sha256.All(char.IsAsciiHexDigitLower)) throw new ArgumentException("not a digest", nameof(sha256));
        return Path.Combine(_folder, sha256[..2], sha256);
    }

    private static async Task<bool> Copy(Stream from, IncomingFile file, long most, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Buffer);
        try
        {
            await using var to = new FileStream(file.Path, Fresh());
            for (var read = await from.ReadAsync(buffer, stop); read > 0; read = await from.ReadAsync(buffer, stop))
            {
                if ((file.Bytes += read) > most) return false;
                hash.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), stop);
            }

            to.Flush(flushToDisk: true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        file.Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        return true;
    }

    private static FileStreamOptions Fresh()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnFolder);
    }

    /// <summary>A name survives a power cut once its folder is on the disk; .NET opens no folders. Windows needs none of it.</summary>
    private static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        var folder = NativeFolder.open(System.Text.Encoding.UTF8.GetBytes(path + '\0'), 0);
        if (folder < 0) throw new IOException($"folder {path} cannot be opened: error {Marshal.GetLastPInvokeError()}");
        try
        {
            if (NativeFolder.fsync(folder) != 0) throw new IOException($"folder {path} cannot be flushed: error {Marshal.GetLastPInvokeError()}");
        }
        finally
        {
            _ = NativeFolder.close(folder);
        }
    }

    /// <summary>The names are those of POSIX.</summary>
    private static class NativeFolder
    {
        [DllImport("libc", SetLastError = true)]
        public static extern int open(byte[] path, int flags);

        [DllImport("libc", SetLastError = true)]
        public static extern int fsync(int folder);

        [DllImport("libc", SetLastError = true)]
        public static extern int close(int folder);
    }
}

/// <summary>A file that was received and is not yet in the store; deleted when disposed, unless it was kept.</summary>
public sealed class IncomingFile : IDisposable
{
    internal IncomingFile(string path) => Path = path;

    internal string Path { get; }

    public long Bytes { get; internal set; }

    /// <summary>Lower-case hexadecimal.</summary>
    public string Sha256 { get; internal set; } = "";

    /// <summary>Its content, from the beginning.</summary>
    public FileStream Open() => new(Path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <summary>Its whole content.</summary>
    public Task<byte[]> Read(CancellationToken stop) => File.ReadAllBytesAsync(Path, stop);

    public void Dispose() => File.Delete(Path);
}

/// <summary>How a content in the store is.</summary>
public enum StoredState
{
    Sound = 0,
    Missing = 1,
    Changed = 2,
}
