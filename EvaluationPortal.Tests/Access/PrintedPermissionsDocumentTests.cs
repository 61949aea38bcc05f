namespace EvaluationPortal.Tests.Access;

/// <summary>The first table of docs/permissions.md is the program's.</summary>
public sealed class PrintedPermissionsDocumentTests
{
    private const string HowToWrite = "docs/permissions.md is not as the program is. Write its first table anew with: PORTAL_WRITE_DOCS=1 dotnet run --project EvaluationPortal.Tests -- -class \"*PermissionsDocumentTests\"";

    [Fact]
    public void The_table_of_roles_is_the_programs()
    {
        if (Environment.GetEnvironmentVariable("PORTAL_WRITE_DOCS") == "1") PermissionsDocument.Write();
        Assert.True(PermissionsDocument.Written() == PermissionsDocument.Generated(), HowToWrite);
    }
}
