namespace EvaluationPortal.Tests.Access;

/// <summary>What docs/permissions.md prints for each role follows from the program and from what the lines ask.</summary>
public sealed class PrintedPermissionsDocumentTests
{
    private const string HowToWrite = "docs/permissions.md is not as the program is. Write the columns of its roles anew with: PORTAL_WRITE_DOCS=1 dotnet run --project EvaluationPortal.Tests -- -class \"*PermissionsDocumentTests\"";

    [Fact]
    public void The_columns_of_the_roles_are_the_programs()
    {
        if (Environment.GetEnvironmentVariable("PORTAL_WRITE_DOCS") == "1") PermissionsDocument.Write();
        Assert.True(PermissionsDocument.Written() == PermissionsDocument.Generated(), HowToWrite);
    }
}
