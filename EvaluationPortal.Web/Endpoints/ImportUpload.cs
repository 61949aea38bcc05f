using System.Security.Cryptography;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Exchange.Reading;
using EvaluationPortal.Web.Security;
using Microsoft.AspNetCore.Antiforgery;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>Takes a spreadsheet that is read in: the bare file is the request's body, as for files of evidence; what was read is kept, the file is not.</summary>
public sealed class ImportUpload(IAntiforgery antiforgery, FileReadings readings) : IDisposable
{
    /// <summary>More than a file may have, so that a file too large is told so in a sentence.</summary>
    public const int MostBytes = ImportFile.MostBytes + (64 * 1024);

    private const int LongestName = 1000;

    /// <summary>A reading holds its file in memory: so many at the same time.</summary>
    private readonly SemaphoreSlim _atOnce = new(2);

    /// <summary>Why the request is no upload of the portal's own pages; null where it is.</summary>
    public async Task<IResult?> Refused(HttpContext context, string? name)
    {
        if (!CircuitOrigin.IsOwn(context)) return Answers.Said(StatusCodes.Status403Forbidden, "只接受本系统自己的页面提交的文件。");
        if (context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context)) return Answers.Said(StatusCodes.Status400BadRequest, "页面已过期，请刷新页面后重新读入。");
        return name is null or { Length: > LongestName } ? Answers.Said(StatusCodes.Status400BadRequest, "文件名过长或缺少，请改名后读入。") : null;
    }

    /// <summary>Reads the body and keeps what was read.</summary>
    /// <param name="progress">The reading that a page asks about; null for none.</param>
    /// <param name="keep">Given the file's SHA-256, lower-case hexadecimal, and what was read.</param>
    public async Task<IResult> Answer(HttpContext context, PersonId person, Guid? progress, Func<byte[], IProgress<int>?, ImportReading> read, Func<string, ImportReading, Task<(Guid? Id, string? Why)>> keep)
    {
        var watched = progress is { } asked ? readings.Find(asked, person) : null;
        await _atOnce.WaitAsync(context.RequestAborted);
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var file = body.ToArray();
            var reading = await Task.Run(() => read(file, watched), context.RequestAborted);
            var (id, why) = await keep(Convert.ToHexStringLower(SHA256.HashData(file)), reading);
            return id is not null ? Results.Json(new { id }) : Answers.Said(StatusCodes.Status422UnprocessableEntity, why!);
        }
        catch (BadHttpRequestException tooLong) when (tooLong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Answers.Said(StatusCodes.Status413PayloadTooLarge, $"文件超过{ImportFile.MostBytes / 1024 / 1024}MB，不能读入。请只保留需要的工作表。");
        }
        catch (Exception cut) when (cut is BadHttpRequestException || (context.RequestAborted.IsCancellationRequested && cut is OperationCanceledException or IOException))
        {
            return Results.Empty; // The body broke off: nobody is there to be told.
        }
        finally
        {
            _atOnce.Release();
        }
    }

    public void Dispose() => _atOnce.Dispose();
}
