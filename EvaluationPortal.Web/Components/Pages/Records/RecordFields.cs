using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Scoring;
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

    /// <summary>附件.</summary>
    public Attached<RecordFile> Files { get; set; }

    /// <summary>The same as a form's field holds them: cycle and id of each.</summary>
    public string Attached
    {
        get => string.Join(',', Files.All.Select(f => $"{f.Cycle}/{f.Id}"));
        set => Files = new([.. value.Split(',').Select(f => f.Split('/')).Where(f => f.Length == 2 && Guid.TryParse(f[1], out _)).Select(f => new RecordFile(f[0], Guid.Parse(f[1]))).Distinct()]);
    }

    public static RecordFields Of(DailyRecord record) =>
        new() { Id = record.Id, Seen = record.Version, Unit = record.Unit.Value, Day = record.Day, What = record.What, From = record.From ?? "", Link = record.Link ?? "", Files = record.Files };

    /// <summary>The record typed; null while it has no day.</summary>
    public TypedRecord? Read() => Day is { } day ? new(Id, new(Unit), day, What, From, Link, Files) : null;

    /// <summary>The next line: unit, day and source stay, as one notes several at a time.</summary>
    public void Next() => (Id, What, Link, Files) = (Guid.NewGuid(), "", "", default);
}
