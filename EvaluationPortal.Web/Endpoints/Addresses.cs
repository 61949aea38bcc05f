using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Workflow;
using Microsoft.AspNetCore.WebUtilities;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>Every address that something links to.</summary>
public static class Addresses
{
    public const string Account = "/account";

    /// <summary>人员管理.</summary>
    public const string People = "/people";

    /// <summary>新增人员.</summary>
    public const string NewPerson = "/people/new";

    /// <summary>批量导入人员.</summary>
    public const string ImportPeople = "/people/import";

    /// <summary>A person's page for administrators.</summary>
    public static string Person(PersonId person) => $"/people/{Uri.EscapeDataString(person.Value)}";

    /// <summary>考核评估表.</summary>
    public const string Schemes = "/schemes";

    /// <summary>采用考核评估表.</summary>
    public const string AdoptScheme = "/schemes/new";

    /// <summary>Where a spreadsheet or a pasted table is sent to be read.</summary>
    public const string ReadTable = "/schemes/table";

    /// <summary>Where a spreadsheet with a list of units or people is sent to be read.</summary>
    public const string ReadList = "/lists/table";

    /// <summary>A list of people to fill in.</summary>
    public const string PeopleTemplate = "/people/template.xlsx";

    /// <summary>参评单位 as a spreadsheet, to be changed and read back.</summary>
    public static string UnitsList(string cycle) => $"/{cycle}/units.xlsx";

    /// <summary>审计记录.</summary>
    public const string Audit = "/audit";

    /// <summary>审计记录 as csv.</summary>
    public const string AuditCsv = "/audit.csv";

    /// <summary>The same as a workbook.</summary>
    public const string AuditXlsx = "/audit.xlsx";

    /// <summary>审计记录 of one cell.</summary>
    public static string AuditOf(UnitCode unit, IndicatorCode indicator) => new AuditQuery { Unit = unit.Value, Indicator = indicator.Value }.Page;

    /// <summary>考核年度.</summary>
    public const string Cycles = "/cycles";

    /// <summary>新建考核年度.</summary>
    public const string NewCycle = "/cycles/new";

    /// <summary>A cycle's page for administrators.</summary>
    public static string Cycle(string cycle) => $"/cycles/{cycle}";

    /// <summary>评分汇总表.</summary>
    public static string Board(string cycle) => $"/{cycle}/board";

    /// <summary>评分进度: scorers and columns, confirmed or not.</summary>
    public static string Progress(string cycle) => $"/{cycle}/progress";

    /// <summary>核定调整.</summary>
    /// <param name="unit">To propose one for; null for the list.</param>
    public static string Adjustments(string cycle, UnitCode? unit = null, IndicatorCode? indicator = null) => QueryHelpers.AddQueryString($"/{cycle}/adjustments", new Dictionary<string, string?>
    {
        ["unit"] = unit?.Value, ["indicator"] = indicator?.Value,
    });

    /// <summary>评分汇总表 with the drawer open on one cell.</summary>
    public static string BoardAt(string cycle, UnitCode unit, IndicatorCode indicator) => $"/{cycle}/board?unit={unit}&indicator={indicator}";

    /// <summary>One indicator across all units.</summary>
    public static string Indicator(string cycle, IndicatorCode indicator) => $"/{cycle}/indicators/{indicator}";

    /// <summary>反馈单 of all units.</summary>
    public static string ReportCards(string cycle) => $"/{cycle}/report-cards";

    /// <summary>评分汇总表 as a spreadsheet.</summary>
    /// <param name="kind"><c>xlsx</c> or <c>csv</c>, as for all of these.</param>
    public static string BoardSheet(string cycle, string kind) => $"/{cycle}/board.{kind}";

    /// <summary>总分汇总 as a spreadsheet.</summary>
    /// <param name="weight">With a column of what each total comes to at so many per cent; null without.</param>
    public static string SummarySheet(string cycle, string kind, int? weight = null) => $"/{cycle}/summary.{kind}{(weight is { } percent ? $"?weight={percent}" : "")}";

    /// <summary>A unit's scores as a spreadsheet.</summary>
    public static string UnitSheet(string cycle, UnitCode unit, string kind) => $"/{cycle}/units/{unit}/scores.{kind}";

    /// <summary>问题清单 as a spreadsheet, of a unit or, where it is null, of all.</summary>
    public static string FindingsSheet(string cycle, UnitCode? unit, string kind) => $"{(unit is { } of ? Findings(cycle, of) : Findings(cycle))}.{kind}";

    /// <summary>评分进度 as a workbook.</summary>
    public static string ProgressWorkbook(string cycle) => $"/{cycle}/progress.xlsx";

    /// <summary>One sheet of it as csv.</summary>
    /// <param name="part">One of <see cref="Core.Exchange.Sheets.ProgressSheets.Parts"/>.</param>
    public static string ProgressCsv(string cycle, string part) => $"/{cycle}/progress/{part}.csv";

    /// <summary>A unit's page.</summary>
    public static string Unit(string cycle, UnitCode unit) => $"/{cycle}/units/{unit}";

    /// <summary>测算 of one unit.</summary>
    public static string WhatIf(string cycle, UnitCode unit) => $"/{cycle}/units/{unit}/what-if";

    /// <summary>自查填报 of a unit.</summary>
    /// <param name="version">A version that was filed; null for what stands now.</param>
    public static string SelfReport(string cycle, UnitCode unit, int? version = null) => $"/{cycle}/units/{unit}/self-report{(version is { } number ? $"?version={number}" : "")}";

    /// <summary>用表格填报: where a unit's filled-in spreadsheet is read in, and its batches are listed.</summary>
    public static string FilingFiles(string cycle, UnitCode unit) => $"{SelfReport(cycle, unit)}/files";

    /// <summary>One of them: what it would change in the drafts, or what became of it.</summary>
    public static string FilingFile(string cycle, UnitCode unit, Guid id) => $"{FilingFiles(cycle, unit)}/{id}";

    /// <summary>The unit's self-report as a spreadsheet, to be filled in and read in.</summary>
    public static string FilingTemplate(string cycle, UnitCode unit) => $"{SelfReport(cycle, unit)}/template.xlsx";

    /// <summary>Where it is sent to be read in.</summary>
    /// <param name="progress">The reading that the page asks how far it is.</param>
    public static string ReadFiling(string cycle, UnitCode unit, Guid progress) => $"{SelfReport(cycle, unit)}/file?progress={progress}";

    /// <summary>问题清单 of a unit.</summary>
    public static string Findings(string cycle, UnitCode unit) => $"/{cycle}/units/{unit}/findings";

    /// <summary>问题清单 of all units.</summary>
    public static string Findings(string cycle) => $"/{cycle}/findings";

    /// <summary>日常记录.</summary>
    public const string Records = "/records";

    /// <summary>A unit's 反馈单 as PDF.</summary>
    public static string ReportCard(string cycle, UnitCode unit) => $"/{cycle}/units/{unit}/report-card.pdf";

    /// <summary>All units' 反馈单 in one zip.</summary>
    /// <param name="progress">The download that the page watches.</param>
    public static string AllReportCards(string cycle, Guid progress) => $"/{cycle}/report-cards.zip?progress={progress}";

    /// <summary>评估结果报送.</summary>
    public static string Deliveries(string cycle) => $"/{cycle}/deliveries";

    /// <summary>评估结果报送 of one bureau or the third party.</summary>
    public static string Delivery(string cycle, Assessor assessor) => $"/{cycle}/deliveries/{assessor.Indicators[0].Code}";

    /// <summary>导入: where files are chosen, and the batches listed.</summary>
    public static string Imports(string cycle) => $"/{cycle}/imports";

    /// <summary>One batch: what it would change, or what became of it.</summary>
    public static string Import(string cycle, Guid id) => $"/{cycle}/imports/{id}";

    /// <summary>Where a file is sent to be read in.</summary>
    /// <param name="indicator">The one indicator it is about, where its rows do not say; null else.</param>
    /// <param name="progress">The reading that the page asks how far it is.</param>
    public static string ReadIn(string cycle, ImportKind kind, IndicatorCode? indicator, Guid progress) => QueryHelpers.AddQueryString($"/{cycle}/imports/file", new Dictionary<string, string?>
    {
        ["kind"] = kind.ToString(), ["indicator"] = indicator?.Value, ["progress"] = progress.ToString(),
    });

    /// <summary>Where a list of units or people is sent to be read.</summary>
    /// <param name="progress">The reading that the page asks how far it is.</param>
    public static string ReadListAs(Guid progress) => QueryHelpers.AddQueryString(ReadList, "progress", progress.ToString());

    /// <summary>A template to fill in and read in.</summary>
    public static string ImportTemplate(string cycle, ImportKind kind, IndicatorCode? indicator) => QueryHelpers.AddQueryString($"/{cycle}/imports/template.xlsx", new Dictionary<string, string?>
    {
        ["kind"] = kind.ToString(), ["indicator"] = indicator?.Value,
    });

    /// <summary>Where files of evidence are sent to, one at a time.</summary>
    public static string UploadEvidence(string cycle, EvidenceAddress at) => QueryHelpers.AddQueryString($"/{cycle}/evidence", new Dictionary<string, string?>
    {
        ["unit"] = at.Unit?.Value, ["indicator"] = at.Indicator?.Value, ["source"] = at.Source.ToString(), ["about"] = at.About is EvidenceAbout.Assessment ? null : at.About.ToString(),
    });

    /// <summary>A file of evidence, to be saved.</summary>
    public static string Evidence(string cycle, Guid id) => $"/{cycle}/evidence/{id}";

    /// <summary>The same as the browser shows it, for a tab or a frame.</summary>
    public static string ViewEvidence(string cycle, Guid id) => $"/{cycle}/evidence/{id}/view";

    /// <summary>Where a person's work is: the own delivery while it is due, the board, the own unit (while it files, its self-report), the people, the audit trail, or the own account.</summary>
    public static string WorkOf(Person person, Cycle cycle) =>
        PermissionTable.Ask(person, Permission.DeliverResult).IsGranted && !PermissionTable.Ask(person, Permission.SeeAllScorecards).IsGranted && StageTable.Ask(cycle, CycleCommand.DeliverResult).IsGranted ? Deliveries(cycle.Code)
        : PermissionTable.Ask(person, Permission.SeeBoard).IsGranted ? Board(cycle.Code)
        : PermissionTable.Ask(person, Permission.SeeOwnScorecard).IsGranted && person.Units is [var own, ..] ? (cycle.Stage is Stage.SelfReport ? SelfReport(cycle.Code, own) : Unit(cycle.Code, own))
        : PermissionTable.Ask(person, Permission.ManagePeople).IsGranted ? People
        : PermissionTable.Ask(person, Permission.ReadAudit).IsGranted ? Audit
        : Account;
}
