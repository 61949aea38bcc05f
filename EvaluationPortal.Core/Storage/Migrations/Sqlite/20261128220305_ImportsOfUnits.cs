using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EvaluationPortal.Core.Storage.Migrations.Sqlite
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
                type: "TEXT",
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
