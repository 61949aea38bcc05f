using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EvaluationPortal.Core.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DeliveriesAndReviewing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "daily_records",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false),
                    record = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_daily_records", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    cycle = table.Column<string>(type: "text", nullable: false),
                    assessor = table.Column<string>(type: "text", nullable: false),
                    standing = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deliveries", x => new { x.cycle, x.assessor });
                    table.ForeignKey(
                        name: "FK_deliveries_cycles_cycle",
                        column: x => x.cycle,
                        principalTable: "cycles",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "mendings",
                columns: table => new
                {
                    cycle = table.Column<string>(type: "text", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false),
                    indicator = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<int>(type: "integer", nullable: false),
                    finding = table.Column<int>(type: "integer", nullable: false),
                    standing = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mendings", x => new { x.cycle, x.unit, x.indicator, x.source, x.finding });
                    table.ForeignKey(
                        name: "FK_mendings_units_cycle_unit",
                        columns: x => new { x.cycle, x.unit },
                        principalTable: "units",
                        principalColumns: new[] { "cycle", "code" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "seen",
                columns: table => new
                {
                    cycle = table.Column<string>(type: "text", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false),
                    indicator = table.Column<string>(type: "text", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seen", x => new { x.cycle, x.person, x.unit, x.indicator });
                    table.ForeignKey(
                        name: "FK_seen_units_cycle_unit",
                        columns: x => new { x.cycle, x.unit },
                        principalTable: "units",
                        principalColumns: new[] { "cycle", "code" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_daily_records_unit",
                table: "daily_records",
                column: "unit");

            migrationBuilder.CreateIndex(
                name: "IX_seen_cycle_unit",
                table: "seen",
                columns: new[] { "cycle", "unit" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "daily_records");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "mendings");

            migrationBuilder.DropTable(
                name: "seen");
        }
    }
}
