using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EvaluationPortal.Core.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Seen : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "IX_seen_cycle_unit",
                table: "seen",
                columns: new[] { "cycle", "unit" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "seen");
        }
    }
}
