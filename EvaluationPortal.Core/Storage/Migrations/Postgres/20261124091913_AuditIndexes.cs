using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EvaluationPortal.Core.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AuditIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_audit_at",
                table: "audit",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_audit_by_sequence",
                table: "audit",
                columns: new[] { "by", "sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_kind_sequence",
                table: "audit",
                columns: new[] { "kind", "sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_unit_sequence",
                table: "audit",
                columns: new[] { "unit", "sequence" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_audit_at",
                table: "audit");

            migrationBuilder.DropIndex(
                name: "IX_audit_by_sequence",
                table: "audit");

            migrationBuilder.DropIndex(
                name: "IX_audit_kind_sequence",
                table: "audit");

            migrationBuilder.DropIndex(
                name: "IX_audit_unit_sequence",
                table: "audit");
        }
    }
}
