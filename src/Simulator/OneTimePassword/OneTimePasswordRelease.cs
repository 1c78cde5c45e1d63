using System.Text.RegularExpressions;

namespace NumberVerify.Simulator;

/// <summary>Where and how the releases of the one-time password API differ. A new release is a new row.</summary>
internal sealed record OneTimePasswordRelease(string BasePath, Regex CorrelatorPattern, Regex PhoneNumberPattern)
{
    internal static IReadOnlyList<OneTimePasswordRelease> All { get; } =
    [
        // 0.5.0: no pattern for the correlator, the plus sign optional.
        new("/one-time-password-sms/v0", Patterns.PrintableAscii, Patterns.PhoneNumberOrDigits),

        // r1.2, r2.3 and r3.2 share a base path; the wider correlator is r3.2's.
        new("/one-time-password-sms/v1", Patterns.Correlator, Patterns.PhoneNumber),
    ];
}
