namespace EvaluationPortal.Web.Operations.Settings;

/// <summary>The audit trail outside the database.</summary>
/// <param name="Syslog">Where every entry is sent to; null for nowhere.</param>
/// <param name="AnchorEvery">How often the head is written to the anchor file.</param>
public sealed record AuditOptions(SyslogTarget? Syslog, TimeSpan AnchorEvery)
{
    private const int DefaultMinutes = 10;
    private const int MinutesADay = 24 * 60;

    internal static AuditOptions Read(SettingsSection section)
    {
        var given = section.Text("Syslog");
        var syslog = given is null ? null : SyslogTarget.Parse(given);
        if (given is not null && syslog is null)
        {
            section.Fault("Syslog", given, "须为udp://主机:端口或tcp://主机:端口，如udp://10.0.0.5:514，留空则不转发");
        }

        var minutes = section.Whole("AnchorMinutes", 1, MinutesADay, DefaultMinutes);
        section.Close();
        return new AuditOptions(syslog, TimeSpan.FromMinutes(minutes));
    }
}

/// <summary>A syslog server.</summary>
/// <param name="IsTcp">A stream with counted messages (RFC 6587), else one datagram a message (RFC 5426).</param>
public sealed record SyslogTarget(bool IsTcp, string Host, int Port)
{
    /// <summary>From <c>udp://host:port</c> or <c>tcp://host:port</c>; null for anything else.</summary>
    public static SyslogTarget? Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "udp" or "tcp", Host.Length: > 0, Port: > 0, UserInfo: "", PathAndQuery: "" or "/", Fragment: "" }
            ? new(uri.Scheme == "tcp", uri.IdnHost, uri.Port)
            : null;

    public override string ToString() => $"{(IsTcp ? "tcp" : "udp")}://{Host}:{Port}";
}
