using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace NumberVerify.Simulator;

/// <summary>Where and how the releases of the Number Verification API differ. A new release is a new row.</summary>
internal sealed record NumberVerificationRelease(
    IReadOnlyList<string> BasePaths, string VerifyScope, string ShareScope, Regex CorrelatorPattern, Regex PhoneNumberPattern)
{
    /// <summary>The code of a token that was not got by a method the API accepts.</summary>
    internal string NotAuthenticatedCode { get; init; } = Wire.ApiErrors.NotByMobileNetwork;

    /// <summary>v0.3.1: older scope names, the plus sign optional, also before hashing.</summary>
    internal static readonly NumberVerificationRelease V0 = new(
        ["/number-verification/v0"],
        "number-verification-verify-read",
        "number-verification-share-read",
        Patterns.PrintableAscii,
        Patterns.PhoneNumberOrDigits);

    /// <summary>r1.3 and its pre-releases, with those of 1.1.0: as today but for the correlator, which had no pattern.</summary>
    internal static readonly NumberVerificationRelease V1 = new(
        ["/number-verification/v1", "/number-verification/v1rc1", "/number-verification/v1rc2", "/number-verification/v1.1.0-rc.1"],
        "number-verification:verify",
        "number-verification:device-phone-number:read",
        Patterns.PrintableAscii,
        Patterns.PhoneNumber);

    /// <summary>r2.4 and r3.2 share a base path; the wider correlator is r3.2's. The pre-releases and the main branch follow the same rules.</summary>
    internal static readonly NumberVerificationRelease V2 = V1 with
    {
        BasePaths = ["/number-verification/v2", "/number-verification/v2rc1", "/number-verification/v2rc2", "/number-verification/vwip"],
        CorrelatorPattern = Patterns.Correlator,
    };

    internal static IReadOnlyList<NumberVerificationRelease> All { get; } = [V0, V1, V2];

    internal static FrozenSet<string> AllScopes { get; } = All.SelectMany(release => new[] { release.VerifyScope, release.ShareScope }).ToFrozenSet(StringComparer.Ordinal);
}
