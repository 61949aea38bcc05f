using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EvaluationPortal.Core.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ImportsOfUnits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "unit",
                table: "imports",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "unit",
                table: "imports");
        }
    }
}
