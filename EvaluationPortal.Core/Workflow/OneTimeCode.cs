using System.Globalization;
using OtpNet;

namespace EvaluationPortal.Core.Workflow;

/// <summary>A one-time code (RFC 6238) as it is typed.</summary>
internal static class OneTimeCode
{
    /// <summary>The time step that the code is of, this one or one of its neighbours; null where it is wrong.</summary>
    /// <param name="key">In Base32.</param>
    /// <param name="typed">Blanks between the digits and full-width digits are taken too.</param>
    public static long? StepOf(string key, string typed, DateTime now)
    {
        var digits = string.Concat(typed.Select(c => CharUnicodeInfo.GetDecimalDigitValue(c)).Where(d => d >= 0));
        return new Totp(Base32Encoding.ToBytes(key)).VerifyTotp(now, digits, out var step, VerificationWindow.RfcSpecifiedNetworkDelay) ? step : null;
    }
}
