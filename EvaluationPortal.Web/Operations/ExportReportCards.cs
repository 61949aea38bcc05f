using System.Collections.Immutable;
using System.CommandLine;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Reports;
using EvaluationPortal.Core.Reports.Pdf;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Operations.Settings;

namespace EvaluationPortal.Web.Operations;

/// <summary>
/// <c>export-report-cards --out DIR [--cycle C] [--unit CODE]</c>: one PDF a unit, complete or not there at all. Runs beside a
/// serving process; writes nothing to the database but one entry on the trail, and only where it may. Exit 0, or 1 with a sentence, or 130 when cancelled.
/// </summary>
public static class ExportReportCards
{
    private const int CancelledExit = 130;

    /// <summary>The command for the root's list.</summary>
    public static Command Command()
    {
        var directory = new Option<string>("--out") { Description = "存放PDF的目录，没有则建立；同名文件被替换", HelpName = "目录", Required = true };
        directory.Validators.Add(given => { if (string.IsNullOrWhiteSpace(given.GetValueOrDefault<string>())) given.AddError("--out须为目录路径"); });
        var cycle = new Option<string?>("--cycle") { Description = "考核年度代码，如2022；不填为最新的考核年度", HelpName = "年度" };
        var unit = new Option<string?>("--unit") { Description = "只导出这一家单位（单位代码）；不填为全部单位", HelpName = "单位" };
        var command = new Command("export-report-cards", "导出反馈单，每家单位一个PDF；可在门户运行时使用。导出前记入审计记录；本账户不能写数据库时照常导出，并在错误输出中说明没有记入") { directory, cycle, unit };
        command.SetAction(async (result, stop) =>
        {
            var console = result.InvocationConfiguration;
            try
            {
                var export = await Read(CommandLine.Settings(result), result.GetValue(cycle), result.GetValue(unit), stop);
                await export.Note(console, stop);
                await export.Write(result.GetRequiredValue(directory), console, stop);
                return 0;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                await console.Error.WriteLineAsync("已取消；已写完的文件保留。");
                return CancelledExit;
            }
            catch (Exception refused) when (PortalRecords.IsOfTheDatabase(refused))
            {
                await console.Error.WriteLineAsync($"数据库无法读取（{refused.GetBaseException().Message}）。请检查Storage之下的设置、数据库服务和权限。");
                return 1;
            }
            catch (Exception refused) when (refused is CommandRefusedException or SettingsRefusedException or IOException or UnauthorizedAccessException or InvalidDataException)
            {
                await console.Error.WriteLineAsync(refused.Message);
                return 1;
            }
        });
        return command;
    }

    private static async Task<Export> Read(string[] settingArguments, string? cycle, string? unit, CancellationToken stop)
    {
        var settings = PortalHost.CreateBuilder(settingArguments).AddPortalSettings(isServing: false);
        var database = PortalRecords.ExistingDatabase(settings.Storage)
            ?? throw new CommandRefusedException($"数据目录 {settings.Storage.DataDirectory} 中还没有数据。请先启动一次门户，或用 --Storage:DataDirectory 指明数据目录。");
        if (!await database.IsUpToDate(stop)) throw new CommandRefusedException("数据库与本程序的版本不一致。请先用本程序启动一次门户，再导出。");
        var board = await BoardOf(database, cycle, stop);
        var units = unit is null ? board.Cycle.Units : [UnitOf(board.Cycle, unit)];
        var cards = await new MakeReportCard(database).Run(board, units, Sight.Everything, settings.Demo.IsOn, stop);
        return new Export(board.Cycle, [.. units.Zip(cards)], settings.Reports.Fonts, settings.Storage);
    }

    private static async Task<Scoreboard> BoardOf(PortalDatabase database, string? cycle, CancellationToken stop)
    {
        await using var db = database.Open();
        var codes = await StoredScoreboards.Codes(db, stop);
        if (codes.Count == 0) throw new CommandRefusedException("数据库中还没有考核年度。");
        var wanted = cycle ?? codes[0];
        return codes.Contains(wanted) && await StoredScoreboards.Read(db, wanted, stop) is { } board
            ? board
            : throw new CommandRefusedException($"没有考核年度“{wanted}”。可填：{string.Join('、', codes)}。");
    }

    private static Unit UnitOf(Cycle cycle, string unit) =>
        cycle.Find(new UnitCode(unit))
            ?? throw new CommandRefusedException($"{cycle.Name}中没有单位代码“{unit}”。可填：{string.Join('、', cycle.Units.Select(u => $"{u.Code}（{u.Name}）"))}。");

    private sealed record Export(Cycle Cycle, ImmutableArray<(Unit Unit, ReportCard Card)> All, ReportFontFiles Fonts, StorageOptions Storage)
    {
        /// <summary>Puts the export on the trail; an account that may only read the database exports all the same, and is told.</summary>
        public async Task Note(InvocationConfiguration console, CancellationToken stop)
        {
            try
            {
                using var ledger = new Ledger(PortalRecords.Database(Storage), TimeProvider.System);
                var unit = All is [var (only, _)] ? only.Code : (UnitCode?)null;
                await new NoteEvents(ledger, TimeProvider.System).ReportCardsExported(Cycle.Code, unit, All.Length, Environment.UserName, stop);
            }
            catch (Exception fault) when (PortalRecords.IsOfTheDatabase(fault))
            {
                await console.Error.WriteLineAsync($"这次导出没有记入审计记录（{(fault.InnerException ?? fault).Message}）。");
            }
        }

        public async Task Write(string directory, InvocationConfiguration console, CancellationToken stop)
        {
            using var fonts = ReportFonts.Load(Fonts);
            var into = Path.GetFullPath(directory);
            try
            {
                await WriteAll(into, fonts, console, stop);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new CommandRefusedException($"无法写入目录 {into}（{fault.Message}）。请检查路径、权限和磁盘空间。", fault);
            }
            await console.Output.WriteLineAsync($"已导出{All.Length}份反馈单到 {into}");
        }

        private async Task WriteAll(string into, ReportFonts fonts, InvocationConfiguration console, CancellationToken stop)
        {
            Directory.CreateDirectory(into);
            foreach (var (at, (unit, card)) in All.Index())
            {
                stop.ThrowIfCancellationRequested();
                await WriteWhole(Path.Combine(into, ReportCardFiles.Name(Cycle, unit)), ReportCardPdf.Bytes(card, fonts), stop);
                if (!Console.IsErrorRedirected) await console.Error.WriteAsync($"\r已导出 {at + 1}/{All.Length}{(at + 1 == All.Length ? Environment.NewLine : "")}");
            }
        }

        /// <summary>Under another name first: a file of the right name is always complete.</summary>
        private static async Task WriteWhole(string path, byte[] bytes, CancellationToken stop)
        {
            var half = $"{path}.{Guid.NewGuid():N}.tmp";
            try
            {
                await File.WriteAllBytesAsync(half, bytes, stop);
                File.Move(half, path, overwrite: true);
            }
            catch
            {
                File.Delete(half);
                throw;
            }
        }
    }
}

/// <summary>A command was asked for something that is not there; the message (Chinese) says what would be.</summary>
public sealed class CommandRefusedException(string message, Exception? inner = null) : Exception(message, inner);
