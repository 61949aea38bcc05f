namespace EvaluationPortal.Web.Operations;

/// <summary>A file named on the command line.</summary>
internal static class InputFile
{
    /// <summary>The file's bytes, or null after saying why it cannot be read.</summary>
    public static async Task<byte[]?> ReadAsync(string file, TextWriter error, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllBytesAsync(file, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            await error.WriteLineAsync(File.Exists(file) ? $"不能读取文件“{file}”：{fault.Message}" : $"没有文件“{file}”");
            return null;
        }
    }
}
