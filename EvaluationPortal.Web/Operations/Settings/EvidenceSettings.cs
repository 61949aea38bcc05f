using EvaluationPortal.Core.Storage.Evidence;

namespace EvaluationPortal.Web.Operations.Settings;

/// <summary>Reads <see cref="EvidencePolicy"/> from the section <c>Evidence</c>.</summary>
internal static class EvidenceSettings
{
    /// <summary>Files are inspected in memory: longer ones would want another way.</summary>
    private const int MostMegabytesOfFile = 200;

    private const int MostMegabytesOfUnit = 100_000;

    public static EvidencePolicy Read(SettingsSection section)
    {
        const string clamd = "Clamd";
        var policy = EvidencePolicy.OfMegabytes(section.Whole("FileMegabytes", 1, MostMegabytesOfFile, 20), section.Whole("UnitMegabytes", 1, MostMegabytesOfUnit, 500));
        var given = section.Text(clamd);
        var address = given is null ? null : ClamdAddress.Parse(given);
        if (given is not null && address is null) section.Fault(clamd, given, "须为tcp://主机:端口或unix:///套接字路径，如tcp://127.0.0.1:3310，留空则不查毒");
        policy = policy with { Clamd = address, AcceptsUnscanned = section.Flag("AcceptUnscanned") ?? false };
        section.Close();
        return policy;
    }
}
