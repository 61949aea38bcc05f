namespace EvaluationPortal.Web.Endpoints;

/// <summary>The 考核年度 that links without one lead to.</summary>
/// <param name="Code">As in addresses, e.g. <c>2022</c>.</param>
/// <param name="Name">As on screens.</param>
public sealed record CurrentCycle(string Code, string Name);
