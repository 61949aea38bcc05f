using System.Text.RegularExpressions;
using EvaluationPortal.Tests.Access;

namespace EvaluationPortal.Tests.Security;

public sealed partial class SecurityDocumentTests
{
    [Fact]
    public void Every_test_that_the_document_relies_on_exists()
    {
        var named = TestName().Matches(File.ReadAllText(Path.Combine(Path.GetDirectoryName(PermissionsDocument.Path)!, "security.md"))).Select(m => m.Groups["name"].Value).Distinct().ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(typeof(SecurityDocumentTests).Assembly.GetTypes().Select(t => t.Name)));
    }

    [GeneratedRegex("`(?<name>[A-Za-z]+Tests)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestName();
}
