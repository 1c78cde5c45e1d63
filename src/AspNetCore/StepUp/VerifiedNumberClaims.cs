using System.Globalization;
using System.Security.Claims;

namespace NumberVerify.AspNetCore;

/// <summary>How a verified number is remembered in the user's own session, for <c>RequireVerifiedNumber</c>.</summary>
public static class VerifiedNumberClaims
{
    /// <summary>The claim that holds the number in E.164 form (OIDC Core 5.1). Personal data.</summary>
    public const string PhoneNumber = "phone_number";

    /// <summary>The claim that says when it was verified, in seconds since 1970.</summary>
    public const string VerifiedAt = "urn:numberverify:verified_at";

    /// <summary>The claims to sign the user in with again, in the place of older ones of the same types.</summary>
    /// <param name="result">What the result delegate was given.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <exception cref="ArgumentException">The result is not <see cref="PhoneVerificationStatus.Verified"/>: nothing is claimed for it.</exception>
    public static IReadOnlyList<Claim> Create(PhoneVerificationResult result, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result is not { Status: PhoneVerificationStatus.Verified, PhoneNumber: { } number })
        {
            throw new ArgumentException("The number was not verified.", nameof(result));
        }

        var now = (timeProvider ?? TimeProvider.System).GetUtcNow().ToUnixTimeSeconds();
        return [new Claim(PhoneNumber, number.Value), new Claim(VerifiedAt, now.ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64)];
    }
}
