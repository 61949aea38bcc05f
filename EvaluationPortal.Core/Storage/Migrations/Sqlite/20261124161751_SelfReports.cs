using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EvaluationPortal.Core.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SelfReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "drafts",
                columns: table => new
                {
                    cycle = table.Column<string>(type: "TEXT", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    indicator = table.Column<string>(type: "TEXT", nullable: false),
                    field = table.Column<int>(type: "INTEGER", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    edits = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_drafts", x => new { x.cycle, x.unit, x.indicator, x.field });
                    table.ForeignKey(
                        name: "FK_drafts_units_cycle_unit",
                        columns: x => new { x.cycle, x.unit },
                        principalTable: "units",
                        principalColumns: new[] { "cycle", "code" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "filed_reports",
                columns: table => new
                {
                    cycle = table.Column<string>(type: "TEXT", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    digest = table.Column<string>(type: "TEXT", nullable: false),
                    filed_by = table.Column<string>(type: "TEXT", nullable: false),
                    checked_by = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_filed_reports", x => new { x.cycle, x.unit, x.number });
                    table.ForeignKey(
                        name: "FK_filed_reports_units_cycle_unit",
                        columns: x => new { x.cycle, x.unit },
                        principalTable: "units",
                        principalColumns: new[] { "cycle", "code" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "self_reports",
                columns: table => new
                {
                    cycle = table.Column<string>(type: "TEXT", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    standing = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_self_reports", x => new { x.cycle, x.unit });
                    table.ForeignKey(
                        name: "FK_self_reports_units_cycle_unit",
                        columns: x => new { x.cycle, x.unit },
                        principalTable: "units",
                        principalColumns: new[] { "cycle", "code" },
                        onDelete: ReferentialAction.Restrict);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "drafts");

            migrationBuilder.DropTable(
                name: "filed_reports");

            migrationBuilder.DropTable(
                name: "self_reports");
        }
    }
}
