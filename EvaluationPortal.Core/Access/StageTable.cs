using System.Collections.Frozen;
using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Core.Access;

/// <summary>Something that only some stages of a cycle allow, whoever does it.</summary>
public enum CycleCommand
{
    /// <summary>调整参评单位.</summary>
    ChangeUnits = 0,

    /// <summary>更换考核评估表, before anything is assessed by it.</summary>
    ReplaceTable = 1,

    /// <summary>勘误或补充通知: another table while scores stand, by two people.</summary>
    CorrectTable = 2,

    /// <summary>修改考核规则: every setting of the cycle but the deadlines.</summary>
    ChangeSettings = 3,

    /// <summary>设定、调整或重新开放截止时间.</summary>
    MoveDeadlines = 4,

    /// <summary>设定本列满分.</summary>
    SetFullMark = 5,

    /// <summary>评分: by the office, a bureau or the third party.</summary>
    Score = 6,

    /// <summary>确认与解锁: the chief locks and unlocks columns and units.</summary>
    Confirm = 20,

    /// <summary>核定调整: proposed and approved.</summary>
    Adjust = 21,

    /// <summary>填报自查: drafts, 送审 and 报送 by the unit.</summary>
    FileSelfReport = 7,

    /// <summary>退回补正 by the office.</summary>
    ReturnSelfReport = 8,

    /// <summary>增减材料: files of evidence added or removed, by units and by those who deliver.</summary>
    ChangeEvidence = 9,

    /// <summary>测算: what the own score would be under other facts; saved nowhere.</summary>
    TryFacts = 10,

    /// <summary>报送评估结果 by a bureau or the third party.</summary>
    DeliverResult = 30,

    /// <summary>退回评估结果 by the office.</summary>
    ReturnDelivery = 31,

    /// <summary>代录评估结果 by the office.</summary>
    EnterForAssessor = 32,

    /// <summary>写评分口径.</summary>
    WriteNote = 40,

    /// <summary>办理问题整改: dates to mend by, what was mended, 销号. Goes on after the result, as it is apart from the score.</summary>
    MendFindings = 50,
}

/// <summary>What a command may do in a stage: one table of stages and commands. Who may do it is asked of <see cref="PermissionTable"/>.</summary>
public static class StageTable
{
    private static readonly FrozenDictionary<CycleCommand, ImmutableArray<Stage>> Table = new Dictionary<CycleCommand, ImmutableArray<Stage>>
    {
        [CycleCommand.ChangeUnits] = [Stage.Setup, Stage.SelfReport],
        [CycleCommand.ReplaceTable] = [Stage.Setup],
        [CycleCommand.CorrectTable] = [Stage.SelfReport, Stage.Review, Stage.Feedback],
        [CycleCommand.ChangeSettings] = [Stage.Setup, Stage.SelfReport, Stage.Review, Stage.Feedback],
        [CycleCommand.MoveDeadlines] = [Stage.Setup, Stage.SelfReport, Stage.Review],
        [CycleCommand.SetFullMark] = [Stage.Setup, Stage.SelfReport, Stage.Review, Stage.Feedback],
        [CycleCommand.Score] = [Stage.SelfReport, Stage.Review, Stage.Feedback],
        [CycleCommand.Confirm] = [Stage.SelfReport, Stage.Review, Stage.Feedback],
        [CycleCommand.Adjust] = [Stage.Review, Stage.Feedback],
        [CycleCommand.FileSelfReport] = [Stage.SelfReport, Stage.Review],
        [CycleCommand.ReturnSelfReport] = [Stage.SelfReport, Stage.Review],
        [CycleCommand.ChangeEvidence] = [Stage.SelfReport, Stage.Review, Stage.Feedback],
        [CycleCommand.TryFacts] = [Stage.Feedback, Stage.Final, Stage.Published],
        [CycleCommand.DeliverResult] = [Stage.SelfReport, Stage.Review, Stage.Feedback],
        [CycleCommand.ReturnDelivery] = [Stage.SelfReport, Stage.Review, Stage.Feedback],
        [CycleCommand.EnterForAssessor] = [Stage.SelfReport, Stage.Review, Stage.Feedback],
        [CycleCommand.WriteNote] = [Stage.Setup, Stage.SelfReport, Stage.Review, Stage.Feedback],
        [CycleCommand.MendFindings] = [Stage.SelfReport, Stage.Review, Stage.Feedback, Stage.Final, Stage.Published],
    }.ToFrozenDictionary();

    /// <summary>The stages that allow it, in order.</summary>
    public static ImmutableArray<Stage> StagesOf(CycleCommand command) => Table[command];

    /// <summary>Whether the cycle's present stage allows it.</summary>
    public static Permit Ask(Cycle cycle, CycleCommand command) => Table[command].Contains(cycle.Stage)
        ? Granted.Yes
        : new Denied($"{cycle.Name}处于“{cycle.Stage.Text()}”阶段，不能{command.ChineseName()}；可以的阶段是{string.Concat(Table[command].Select(s => $"“{s.Text()}”"))}。");

    /// <summary>The command as sentences call it, a verb phrase.</summary>
    public static string ChineseName(this CycleCommand command) => command switch
    {
        CycleCommand.ChangeUnits => "调整参评单位",
        CycleCommand.ReplaceTable => "更换考核评估表",
        CycleCommand.CorrectTable => "勘误考核评估表",
        CycleCommand.ChangeSettings => "修改考核规则",
        CycleCommand.MoveDeadlines => "调整截止时间",
        CycleCommand.SetFullMark => "设定满分",
        CycleCommand.Score => "评分",
        CycleCommand.Confirm => "确认或解锁",
        CycleCommand.Adjust => "核定调整",
        CycleCommand.FileSelfReport => "填报自查",
        CycleCommand.ReturnSelfReport => "退回补正",
        CycleCommand.ChangeEvidence => "增减材料",
        CycleCommand.TryFacts => "测算",
        CycleCommand.DeliverResult => "报送评估结果",
        CycleCommand.ReturnDelivery => "退回评估结果",
        CycleCommand.EnterForAssessor => "代录评估结果",
        CycleCommand.WriteNote => "写评分口径",
        CycleCommand.MendFindings => "办理问题整改",
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "not a command"),
    };
}
