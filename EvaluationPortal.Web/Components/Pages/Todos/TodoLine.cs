namespace EvaluationPortal.Web.Components.Pages.Todos;

/// <summary>One thing that waits for a person.</summary>
/// <param name="Text">What is to be done, with its numbers.</param>
/// <param name="Href">Where.</param>
/// <param name="Until">UTC; null where nothing is due.</param>
/// <param name="Detail">What it is about in single parts; null where there are none.</param>
public sealed record TodoLine(string Text, string Href, DateTime? Until = null, string? Detail = null);
