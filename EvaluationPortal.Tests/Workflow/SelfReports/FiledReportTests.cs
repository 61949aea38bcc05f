using EvaluationPortal.Tests.Storage;

namespace EvaluationPortal.Tests.Workflow.SelfReports;

/// <summary>A report that was filed stays what it was.</summary>
public abstract class FiledReportTests(Provider provider, Databases databases) : OnEveryDatabase(provider, databases)
{
    [Theory]
    [InlineData("UPDATE filed_reports SET content = replace(content, '1.1的', '1.1之')", "报送的第1版自查表的内容被改动")]
    [InlineData("UPDATE filed_reports SET filed_by = 'liaison-yueyang-2'", "报送的第1版自查表的报送人或时间被改动")]
    [InlineData("UPDATE self_reports SET standing = replace(standing, 'filed', 'drafting')", "自查填报状态被改动")]
    [InlineData("DELETE FROM filed_reports", "报送的第1版自查表缺失")]
    [InlineData("DELETE FROM self_reports", "自查填报记录缺失")]
    public async Task Whatever_is_changed_beside_the_ledger_shows(string sql, string fault)
    {
        var filing = new Filing(Records);
        await filing.FiledAsync();
        Assert.Null((await Records.VerifyAsync()).Fault);
        await Records.DropTriggersAsync();
        await Records.ExecuteAsync(sql);
        Assert.Contains(fault, (await Records.VerifyAsync()).Fault!.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE filed_reports SET content = content")]
    [InlineData("DELETE FROM filed_reports")]
    [InlineData("INSERT INTO filed_reports SELECT * FROM filed_reports")]
    public async Task What_was_filed_can_be_neither_changed_nor_deleted_nor_replaced(string sql)
    {
        var filing = new Filing(Records);
        await filing.FiledAsync();
        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Records.ExecuteAsync(IsSqlite ? sql.Replace("INSERT", "INSERT OR REPLACE", StringComparison.Ordinal) : sql));
        Assert.True(refused.Message.Contains("append-only", StringComparison.Ordinal) || (!IsSqlite && sql.StartsWith("INSERT", StringComparison.Ordinal)), refused.Message);
        Assert.Null((await Records.VerifyAsync()).Fault);
    }
}

public sealed class FiledReportOnSqliteTests(Databases databases) : FiledReportTests(Provider.Sqlite, databases);

public sealed class FiledReportOnPostgresTests(Databases databases) : FiledReportTests(Provider.Postgres, databases);
