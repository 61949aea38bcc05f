using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EvaluationPortal.Core.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class FiledReportsAppendOnly : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(FiledReportTriggers.Postgres);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var trigger in FiledReportTriggers.Names(sqlite: false)) migrationBuilder.Sql($"DROP TRIGGER {trigger} ON filed_reports;");
            migrationBuilder.Sql("DROP FUNCTION filed_reports_append_only();");
        }
    }
}
