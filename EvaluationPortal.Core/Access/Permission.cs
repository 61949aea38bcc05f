namespace EvaluationPortal.Core.Access;

/// <summary>Something a person may or may not do. Asked of <see cref="PermissionTable"/>, in Workflow for every command.</summary>
public enum Permission
{
    /// <summary>查看评分汇总表.</summary>
    SeeBoard = 0,

    /// <summary>查看本单位得分.</summary>
    SeeOwnScorecard = 1,

    /// <summary>查看各单位得分.</summary>
    SeeAllScorecards = 2,

    /// <summary>评定区政府办公室测评的指标.</summary>
    ScoreOffice = 3,

    /// <summary>评定专项评估指标.</summary>
    ScoreBureau = 4,

    /// <summary>录入第三方评估得分.</summary>
    ScoreThirdParty = 5,

    /// <summary>下载反馈单: the own unit's, or any where all scorecards may be seen.</summary>
    DownloadReportCard = 6,

    /// <summary>批量下载反馈单.</summary>
    DownloadAllReportCards = 7,

    /// <summary>核定与审定.</summary>
    ConfirmResult = 8,

    /// <summary>查阅审计记录.</summary>
    ReadAudit = 9,

    /// <summary>管理考核年度.</summary>
    ManageCycle = 10,

    /// <summary>管理账户与角色: everybody's, the administrators' too.</summary>
    ManageAccounts = 11,

    /// <summary>管理安装与设置.</summary>
    ManageInstallation = 12,

    /// <summary>管理人员: all but the administrators' accounts and roles.</summary>
    ManagePeople = 13,

    /// <summary>上传本单位佐证材料, for the self-report.</summary>
    FileEvidence = 14,

    /// <summary>上传评估材料: with a delivery, the office in somebody's place too (<see cref="EvidenceRules"/>).</summary>
    DeliverEvidence = 15,

    /// <summary>查看本单位佐证材料.</summary>
    SeeOwnEvidence = 16,

    /// <summary>查看佐证材料: the office all, whoever delivers that of the own indicators.</summary>
    SeeEvidence = 17,

    /// <summary>填报自查: writes the own unit's self-report and sends it for checking.</summary>
    FileSelfReport = 20,

    /// <summary>审核并报送 the own unit's self-report.</summary>
    CheckSelfReport = 21,

    /// <summary>退回补正: single indicators of a self-report that was filed.</summary>
    ReturnSelfReport = 22,

    /// <summary>查阅自查填报: what units filed, never their drafts.</summary>
    SeeSelfReports = 23,

    /// <summary>查看评估结果报送: the office all, whoever delivers the own.</summary>
    SeeDeliveries = 30,

    /// <summary>报送评估结果 of the own indicators.</summary>
    DeliverResult = 31,

    /// <summary>退回评估结果 that was delivered.</summary>
    ReturnDelivery = 32,

    /// <summary>代录: enters scores in a bureau's or the third party's place, by a file that is the basis.</summary>
    EnterForAssessor = 33,

    /// <summary>写评分口径: the office's note on how to read an indicator.</summary>
    WriteNotes = 40,

    /// <summary>报告整改: says what of the own unit's findings was mended.</summary>
    ReportMending = 50,

    /// <summary>核对整改: sets dates to mend by, closes findings or gives them back.</summary>
    CheckMending = 51,

    /// <summary>登记日常记录, and draw them into cells as findings.</summary>
    KeepRecords = 52,

    /// <summary>导入文件: reads scores in from spreadsheets; what each row may change is asked as if it were typed.</summary>
    ImportFiles = 60,
}

public static class PermissionNames
{
    /// <summary>The permission as screens call it, a verb phrase.</summary>
    public static string ChineseName(this Permission permission) => permission switch
    {
        Permission.SeeBoard => "查看评分汇总表",
        Permission.SeeOwnScorecard => "查看本单位得分",
        Permission.SeeAllScorecards => "查看各单位得分",
        Permission.ScoreOffice => "评定区政府办公室测评的指标",
        Permission.ScoreBureau => "评定专项评估指标",
        Permission.ScoreThirdParty => "录入第三方评估得分",
        Permission.DownloadReportCard => "下载反馈单",
        Permission.DownloadAllReportCards => "批量下载反馈单",
        Permission.ConfirmResult => "核定与审定",
        Permission.ReadAudit => "查阅审计记录",
        Permission.ManageCycle => "管理考核年度",
        Permission.ManageAccounts => "管理全部账户与角色",
        Permission.ManageInstallation => "管理安装与设置",
        Permission.ManagePeople => "管理人员",
        Permission.FileEvidence => "上传本单位佐证材料",
        Permission.DeliverEvidence => "上传评估材料",
        Permission.SeeOwnEvidence => "查看本单位佐证材料",
        Permission.SeeEvidence => "查看佐证材料",
        Permission.FileSelfReport => "填报自查",
        Permission.CheckSelfReport => "审核并报送自查",
        Permission.ReturnSelfReport => "退回补正",
        Permission.SeeSelfReports => "查阅自查填报",
        Permission.SeeDeliveries => "查看评估结果报送",
        Permission.DeliverResult => "报送评估结果",
        Permission.ReturnDelivery => "退回评估结果",
        Permission.EnterForAssessor => "代录评估结果",
        Permission.WriteNotes => "写评分口径",
        Permission.ReportMending => "报告整改",
        Permission.CheckMending => "核对整改",
        Permission.KeepRecords => "登记日常记录",
        Permission.ImportFiles => "导入文件",
        _ => throw new ArgumentOutOfRangeException(nameof(permission), permission, "not a permission"),
    };
}
