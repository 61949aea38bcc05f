namespace EvaluationPortal.Core.Storage;

/// <summary>The kinds of entries there are. Those that change rows come first; the others tell what people did and change nothing.</summary>
public static class AuditKinds
{
    /// <summary>A cycle was made; after: the cycle with its table's digest and its units.</summary>
    public const string CycleOpened = "cycle-opened";

    /// <summary>A cycle's stage, table, settings or units changed; before and after as for <see cref="CycleOpened"/>.</summary>
    public const string CycleChanged = "cycle-changed";

    /// <summary>An assessment was written; before and after: observations, null for none.</summary>
    public const string Assessed = "assessed";

    /// <summary>Somebody signed in; after: <see cref="EventDetails"/>, as for all below.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Somebody signed out.</summary>
    public const string SignedOut = "signed-out";

    /// <summary>A sign-in was refused; the reason says why.</summary>
    public const string SignInRefused = "sign-in-refused";

    /// <summary>A unit's report card was handed out.</summary>
    public const string ReportCardDownloaded = "report-card-downloaded";

    /// <summary>A download of all report cards began.</summary>
    public const string ReportCardsDownloaded = "report-cards-downloaded";

    /// <summary>Report cards are written by the command line.</summary>
    public const string ReportCardsExported = "report-cards-exported";

    /// <summary>A download of the trail itself began.</summary>
    public const string TrailExported = "trail-exported";

    /// <summary>All of them, in the order lists show them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Assessed, CycleOpened, CycleChanged, SignedIn, SignedOut, SignInRefused, ReportCardDownloaded, ReportCardsDownloaded, ReportCardsExported, TrailExported,
    ];

    /// <summary>Entries of that kind carry <see cref="EventDetails"/>.</summary>
    public static bool IsEvent(string kind) => kind is not (CycleOpened or CycleChanged or Assessed);

    /// <summary>The kind as screens call it; one that this build does not know stays as it is.</summary>
    public static string ChineseName(string kind) => kind switch
    {
        CycleOpened => "开设考核年度",
        CycleChanged => "变更考核年度",
        Assessed => "评分",
        SignedIn => "登录",
        SignedOut => "退出",
        SignInRefused => "登录被拒",
        ReportCardDownloaded => "下载反馈单",
        ReportCardsDownloaded => "批量下载反馈单",
        ReportCardsExported => "命令行导出反馈单",
        TrailExported => "导出审计记录",
        _ => kind,
    };
}
