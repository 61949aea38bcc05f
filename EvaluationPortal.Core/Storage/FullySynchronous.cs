using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EvaluationPortal.Core.Storage;

/// <summary>
/// Sets <c>synchronous=FULL</c> on every SQLite connection that is opened: an acknowledged edit survives a power cut whatever the
/// library was built with. The setting belongs to the connection, not to the file.
/// </summary>
internal sealed class FullySynchronous : DbConnectionInterceptor
{
    private const string Pragma = "PRAGMA synchronous = FULL";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragma;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite works in this thread anyway; its asynchronous methods only look so.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
