using System.CommandLine;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Web.Operations.Settings;

namespace EvaluationPortal.Web.Operations;

/// <summary>
/// <c>verify-audit</c>: whether the trail and the rows are as the ledger wrote them. Reads only, and runs beside a serving process.
/// Exit 0, or 1 with the first broken entry or with why nothing could be verified.
/// </summary>
public static class VerifyAudit
{
    /// <summary>The command for the root's list.</summary>
    public static Command Command()
    {
        var command = new Command("verify-audit", "核验审计记录：编号、哈希链、账首、锚点文件（数据目录中的audit-anchors.txt）、各项记录和佐证材料的文件；退出码0为完整，1为有问题并指出第一处。只读取数据，可在门户运行时使用。建议把锚点文件或输出的哈希另行保存，下次比对");
        command.SetAction(async (result, stop) =>
        {
            var console = result.InvocationConfiguration;
            try
            {
                return await RunAsync(CommandLine.Settings(result), console, stop);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                await console.Error.WriteLineAsync($"锚点文件无法读取（{refused.Message}）。请检查权限。");
                return 1;
            }
            catch (Exception refused) when (PortalHost.Explain(refused) is not null || PortalRecords.IsOfTheDatabase(refused))
            {
                await console.Error.WriteLineAsync(PortalHost.Explain(refused) ?? $"数据库无法读取（{refused.GetBaseException().Message}）。请检查Storage之下的设置、数据库服务和权限。");
                return 1;
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(string[] settingArguments, InvocationConfiguration console, CancellationToken stop)
    {
        var settings = PortalHost.CreateBuilder(settingArguments).AddPortalSettings(isServing: false);
        if (PortalRecords.ExistingDatabase(settings.Storage) is not { } database)
        {
            return await NothingAsync($"数据目录 {settings.Storage.DataDirectory} ");
        }
        var progress = Console.IsErrorRedirected ? null : new Counting(console.Error);
        var trail = await new AuditVerification(database, Anchors(settings.Storage), PortalEvidence.Store(settings.Storage)).Run(progress, stop);
        progress?.Erase();
        if (trail.Fault is { } fault)
        {
            await console.Output.WriteLineAsync($"审计记录有问题。{fault.What}之前的{Math.Min(trail.Entries, fault.Sequence - 1)}条完整。");
            return 1;
        }
        // A portal's first start has entries already: a database without any is not the one that was meant.
        if (trail.Entries == 0) return await NothingAsync("这个数据库");
        var held = trail.Anchors == 0 ? "没有锚点可比对" : $"与{trail.Anchors}个锚点相符";
        await console.Output.WriteLineAsync($"审计记录完整，共{trail.Entries}条，{held}。哈希：{trail.HeadHash}");
        return 0;

        async Task<int> NothingAsync(string where)
        {
            await console.Error.WriteLineAsync($"{where}中还没有数据，没有可核验的审计记录。请用 --Storage:DataDirectory 指明数据目录。");
            return 1;
        }
    }

    private static AuditAnchors Anchors(StorageOptions storage) => new(Path.Combine(storage.DataDirectory, AuditAnchors.FileName));

    private sealed class Counting(TextWriter terminal) : IProgress<long>
    {
        public void Report(long value) => terminal.Write($"\r已核验{value}条");

        public void Erase() => terminal.Write("\r                    \r");
    }
}
