namespace EvaluationPortal.Web.Endpoints;

/// <summary>The 考核年度 that links without one lead to.</summary>
/// <param name="Code">As in addresses, e.g. <c>2022</c>.</param>
/// <param name="Name">As on screens.</param>
public sealed record CurrentCycle(string Code, string Name)
{
    /// <summary>The cycle that an empty database starts with.</summary>
    public const string FirstCode = "2022";

    public const string FirstName = "2022年松江区政务公开考核评估";
}
