using Npgsql;

namespace EvaluationPortal.Web.Operations.Settings;

/// <summary>The databases the portal can keep its records in.</summary>
public enum StorageProvider
{
    /// <summary>Embedded, in the data directory.</summary>
    Sqlite = 0,

    /// <summary>A PostgreSQL server.</summary>
    Postgres = 1,
}

/// <summary>Where everything lies that the portal writes.</summary>
/// <param name="DataDirectory">Absolute path. In the settings a relative one starts at the directory of appsettings.json.</param>
/// <param name="ConnectionString">Set for <see cref="StorageProvider.Postgres"/>, null otherwise. Holds a password: never shown.</param>
public sealed record StorageOptions(StorageProvider Provider, string DataDirectory, string? ConnectionString)
{
    public const string DefaultDataDirectory = "App_Data";

    internal static StorageOptions Read(SettingsSection section, string contentRoot)
    {
        var provider = section.Choice("Provider", StorageProvider.Sqlite);
        var directory = section.Text("DataDirectory") ?? DefaultDataDirectory;
        if (directory.Contains('\0', StringComparison.Ordinal))
        {
            section.Fault("DataDirectory", null, "须为目录路径");
            directory = DefaultDataDirectory;
        }

        var connection = section.Text("ConnectionString");
        if (provider is StorageProvider.Postgres)
        {
            Check(section, connection);
        }
        else if (connection is not null)
        {
            section.Fault("ConnectionString", null, "只在Storage:Provider为postgres时填写；sqlite的数据库在数据目录内");
        }

        section.Close();
        return new StorageOptions(provider, Path.GetFullPath(directory, contentRoot), connection);
    }

    private static void Check(SettingsSection section, string? connection)
    {
        const string legal = "Storage:Provider为postgres时须填PostgreSQL连接串，如Host=localhost;Database=portal;Username=portal;Password=…";
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(connection);
            if (string.IsNullOrEmpty(parts.Host))
            {
                section.Fault("ConnectionString", null, legal);
            }
            else if (!string.IsNullOrEmpty(parts.Password) && section.IsExposed("ConnectionString"))
            {
                section.Fault("ConnectionString", null, $"密码不能写在设置文件或启动参数中，请把整个连接串放入环境变量{section.Variable("ConnectionString")}，或去掉Password，用Passfile=指定密码文件");
            }
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            section.Fault("ConnectionString", null, legal);
        }
    }
}
