using System.Data.Common;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Storage;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Components.Pages.Todos;
using EvaluationPortal.Web.Endpoints;
using EvaluationPortal.Web.Operations.Settings;

namespace EvaluationPortal.Web.Operations;

/// <summary>The database, the boards in memory and the use cases.</summary>
public static class PortalRecords
{
    private const string SchemeFileName = "schemes/songjiang-2022.json";
    private const string RosterFileName = "units/songjiang-2022.json";

    public static void AddPortalRecords(this IHostApplicationBuilder builder)
    {
        builder.Services
            .AddSingleton(s => Database(s.GetRequiredService<StorageOptions>()))
            .AddSingleton<Ledger>()
            .AddSingleton<LiveScoreboards>()
            .AddSingleton<RecordAssessments>()
            .AddSingleton<RecordTyped>()
            .AddSingleton<FillColumn>()
            .AddSingleton<SetFullMark>()
            .AddSingleton<CellHistory>()
            .AddSingleton<OpenCycle>()
            .AddSingleton<CycleChange>()
            .AddSingleton<MakeCycle>()
            .AddSingleton<MoveStage>()
            .AddSingleton<ConfirmScores>()
            .AddSingleton<AdjustScore>()
            .AddSingleton<ChangeSettings>()
            .AddSingleton<ChangeUnits>()
            .AddSingleton<TakeBackUnits>()
            .AddSingleton<ExtendDeadline>()
            .AddSingleton<CorrectTable>()
            .AddSingleton<AdoptScheme>()
            .AddSingleton<ReadSchemes>()
            .AddSingleton<LiveSelfReports>()
            .AddSingleton<LiveRecords>()
            .AddSingleton<FilingChange>()
            .AddSingleton<SaveDrafts>()
            .AddSingleton<ReadSelfReport>()
            .AddSingleton<ReadFilings>()
            .AddSingleton<ReadTodos>()
            .AddSingleton<SendForCheck>()
            .AddSingleton<TakeBack>()
            .AddSingleton<SendBack>()
            .AddSingleton<SubmitReport>()
            .AddSingleton<ReturnIndicator>()
            .AddSingleton<DeliveryChange>()
            .AddSingleton<DeliverResult>()
            .AddSingleton<ReturnDelivery>()
            .AddSingleton<EnterForAssessor>()
            .AddSingleton<AssignReport>()
            .AddSingleton<LatestFilings>()
            .AddSingleton<ReadFiled>()
            .AddSingleton<MarkSeen>()
            .AddSingleton<DecideClaim>()
            .AddSingleton<WriteNote>()
            .AddSingleton<ReadNotes>()
            .AddSingleton<OftenUsed>()
            .AddSingleton<MendingChange>()
            .AddSingleton<DateMending>()
            .AddSingleton<ReportMending>()
            .AddSingleton<CheckMending>()
            .AddSingleton<ReadFindings>()
            .AddSingleton<WriteRecord>()
            .AddSingleton<ReadRecords>()
            .AddSingleton<DrawRecord>()
            .AddSingleton<ExplainTotal>()
            .AddSingleton<DemoScores>()
            .AddImports();
    }

    private static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddSingleton<StageImport>()
        .AddSingleton<ReadImports>()
        .AddSingleton<AnswerImport>()
        .AddSingleton<ApplyImport>()
        .AddSingleton<TakeBackImport>()
        .AddSingleton<StageFiling>()
        .AddSingleton<ApplyFiling>()
        .AddSingleton<TakeBackFiling>()
        .AddSingleton<FileReadings>()
        .AddSingleton<ImportUpload>();

    /// <summary>The database that the settings name.</summary>
    public static PortalDatabase Database(StorageOptions storage) => storage.Provider is StorageProvider.Postgres
        ? PortalDatabase.Postgres(storage.ConnectionString!)
        : PortalDatabase.Sqlite(SqliteFile(storage));

    /// <summary>The same for a command that only reads, with or without a server running; null where there is none yet.</summary>
    public static PortalDatabase? ExistingDatabase(StorageOptions storage) => storage.Provider is StorageProvider.Postgres
        ? PortalDatabase.Postgres(storage.ConnectionString!)
        : File.Exists(SqliteFile(storage)) ? PortalDatabase.Sqlite(SqliteFile(storage), readOnly: true) : null;

    /// <summary>Whether the database could not be reached or read; EF Core wraps some of its errors once.</summary>
    internal static bool IsOfTheDatabase(Exception fault) => fault is DbException || fault.InnerException is DbException;

    /// <summary>
    /// Brings the tables up to date, makes the first cycle from the shipped table and roster where there is none, fills it with
    /// demo data where that is wanted, and reads the boards. The data directory is held by then.
    /// </summary>
    /// <exception cref="RecordsRefusedException">The database cannot be used.</exception>
    /// <exception cref="InvalidDataException">The shipped table or roster is wrong; the message lists all faults.</exception>
    public static async Task OpenRecords(this WebApplication app)
    {
        var services = app.Services;
        var stop = app.Lifetime.ApplicationStopping;
        var (live, people, demo) = (services.GetRequiredService<LiveScoreboards>(), services.GetRequiredService<LivePeople>(), services.GetRequiredService<DemoOptions>());
        await services.GetRequiredService<PortalDatabase>().Migrate(stop);
        await live.Load(stop);
        if (live.Cycles.IsEmpty) await OpenFirstCycle(services, app.Environment.ContentRootPath, demo.SeedData ? Stage.Review : Stage.Setup, stop);
        people.WithPersonas = demo.IsOn;
        if (demo.IsOn) await services.GetRequiredService<AddPersonas>().Run(live.Of(CurrentCycle.FirstCode).Cycle.Units, stop);
        else await people.Load(stop);
        await services.GetRequiredService<LiveSessions>().Load(stop);
        if (demo.SeedData) await services.GetRequiredService<DemoScores>().Run(CurrentCycle.FirstCode, stop);
    }

    private static async Task OpenFirstCycle(IServiceProvider services, string contentRoot, Stage stage, CancellationToken stop)
    {
        var data = Path.Combine(contentRoot, "data");
        var file = await File.ReadAllBytesAsync(Path.Combine(data, SchemeFileName), stop);
        var scheme = SchemeFile.Read(file);
        if (scheme.Scheme is null) throw Wrong(SchemeFileName, scheme.Faults.Select(f => $"{f.Pointer} {f.Message}"));
        var roster = RosterFile.Read(await File.ReadAllBytesAsync(Path.Combine(data, RosterFileName), stop), scheme.Scheme);
        if (roster.Roster is not { Units: var units }) throw Wrong(RosterFileName, roster.Faults.Select(f => $"{f.Pointer} {f.Message}"));
        await services.GetRequiredService<OpenCycle>().Run(PersonId.System, CurrentCycle.FirstCode, CurrentCycle.FirstName, stage, scheme.Scheme, file, units, new(), stop);
    }

    private static string SqliteFile(StorageOptions storage) => Path.Combine(storage.DataDirectory, "portal.db");

    private static InvalidDataException Wrong(string file, IEnumerable<string> faults) =>
        new($"data/{file} 有误：{Environment.NewLine}{string.Join(Environment.NewLine, faults)}");
}
