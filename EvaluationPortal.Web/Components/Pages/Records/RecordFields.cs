using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Workflow;

namespace EvaluationPortal.Web.Components.Pages.Records;

/// <summary>A 日常记录 while it is being typed.</summary>
public sealed class RecordFields
{
    /// <summary>Made anew for each record: what is sent twice is written once.</summary>
    public Guid Id { get; set; } = Guid.NewGuid();

    /// <summary>Version of the record that is being changed; zero for a new one.</summary>
    public long Seen { get; set; }

    public string Unit { get; set; } = "";
    public DateOnly? Day { get; set; }
    public string What { get; set; } = "";
    public string From { get; set; } = "";
    public string Link { get; set; } = "";

    /// <summary>附件; null for none.</summary>
    public RecordFile? File { get; set; }

    public static RecordFields Of(DailyRecord record) =>
        new() { Id = record.Id, Seen = record.Version, Unit = record.Unit.Value, Day = record.Day, What = record.What, From = record.From ?? "", Link = record.Link ?? "", File = record.File };

    /// <summary>The record typed; null while it has no day.</summary>
    public TypedRecord? Read() => Day is { } day ? new(Id, new(Unit), day, What, From, Link, File) : null;

    /// <summary>The next line: unit, day and source stay, as one notes several at a time.</summary>
    public void Next() => (Id, What, Link, File) = (Guid.NewGuid(), "", "", null);
}
