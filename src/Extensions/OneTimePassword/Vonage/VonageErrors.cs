using System.Globalization;
using System.Net;

namespace NumberVerify;

/// <summary>What the <c>status</c> of Vonage's answers, which come with HTTP 200 whatever they say, means. A status that is no answer of its call is a failure, and so is one nobody knows.</summary>
internal static class VonageErrors
{
    /// <summary>Every status, as <see cref="NumberVerifyException.Code"/> spells it.</summary>
    public static IEnumerable<string> Codes => Enum.GetValues<VonageVerifyStatus>().Select(static status => ((int)status).ToString(CultureInfo.InvariantCulture));

    /// <summary>The status as Vonage spells it; null for anything that is none.</summary>
    public static VonageVerifyStatus? StatusOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Enum.IsDefined((VonageVerifyStatus)number) && text == number.ToString(CultureInfo.InvariantCulture)
            ? (VonageVerifyStatus)number
            : null;

    /// <param name="text">The status, which is none of the call's answers.</param>
    /// <param name="isStart">Whether a verification was to be started.</param>
    public static NumberVerifyException Of(string? text, bool isStart = false)
    {
        var status = StatusOf(text);
        return status switch
        {
            VonageVerifyStatus.Throttled => new RateLimitedException("Vonage Verify limits the rate (status 1).", Cause(status)),
            VonageVerifyStatus.QuotaExceeded => new RateLimitedException("The credit of the account at Vonage is used up (status 9).", Cause(status)),
            VonageVerifyStatus.MissingParameter or VonageVerifyStatus.InvalidParameter or VonageVerifyStatus.TooManyRequestIds or VonageVerifyStatus.PinCodeNotSupported =>
                new RequestRejectedException($"Vonage Verify finds the request at fault (status {(int)status})."
                    + (status == VonageVerifyStatus.PinCodeNotSupported ? " The account may not choose its codes." : ""), Cause(status)),
            VonageVerifyStatus.InvalidCredentials => new ClientRejectedException("Vonage Verify does not accept the key or the secret (status 4).", Cause(status)),
            VonageVerifyStatus.AccountBarred => new ClientRejectedException("The account is barred at Vonage (status 8).", Cause(status)),
            VonageVerifyStatus.InternalError => new OperatorUnavailableException("Vonage Verify failed to answer (status 5).", Cause(status)),
            VonageVerifyStatus.NotRoutableOrNotPending when isStart => new PhoneNumberRejectedException("Vonage cannot reach the number (status 6).", Cause(status)),
            VonageVerifyStatus.NotRoutableOrNotPending => new RequestRejectedException("Vonage Verify does not know the verification, or it is over (status 6).", Cause(status)),
            VonageVerifyStatus.NumberBarred => new PhoneNumberRejectedException("The number or its network is barred at Vonage (status 7).", Cause(status)),
            VonageVerifyStatus.UnsupportedNetwork => new PhoneNumberRejectedException("Vonage does not serve the number's network (status 15).", Cause(status)),
            VonageVerifyStatus.DestinationNotPermitted => new PhoneNumberRejectedException("The trial account may not reach the number (status 29).", Cause(status)),
            VonageVerifyStatus.NotPossibleNow => new RequestRejectedException("Vonage Verify will not: it is too early or too late, or there is no next step (status 19).", Cause(status)),
            _ => new UnexpectedResponseException("Vonage Verify answered outside the contract: the status is none of this call.", Cause(status)),
        };
    }

    /// <summary>An answer that contradicts itself or the request.</summary>
    public static UnexpectedResponseException Unexpected(string fault) => new($"Vonage Verify answered outside the contract: {fault}.", Cause(status: null));

    private static ApiException Cause(VonageVerifyStatus? status) => new(ApiFailure.Refused, "")
    {
        StatusCode = HttpStatusCode.OK,
        Code = status is { } known ? ((int)known).ToString(CultureInfo.InvariantCulture) : null,
    };
}
