using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace EvaluationPortal.Core.Storage;

/// <summary>
/// For <c>dotnet ef migrations add NAME -p EvaluationPortal.Core -c SqlitePortalDbContext -o Storage/Migrations/Sqlite</c> and the
/// same for PostgreSQL; no database is opened.
/// </summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<SqlitePortalDbContext>, IDesignTimeDbContextFactory<PostgresPortalDbContext>
{
    SqlitePortalDbContext IDesignTimeDbContextFactory<SqlitePortalDbContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite("Data Source=:memory:").Options);

    PostgresPortalDbContext IDesignTimeDbContextFactory<PostgresPortalDbContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresPortalDbContext>().UseNpgsql("Host=localhost").Options);
}
