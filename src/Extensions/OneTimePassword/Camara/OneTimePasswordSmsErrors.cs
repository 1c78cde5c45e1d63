using System.Net;

namespace NumberVerify;

/// <summary>What the refusals of CAMARA One Time Password SMS mean, by (status, code); whatever is not of this API alone is as in every other.</summary>
internal static class OneTimePasswordSmsErrors
{
    private const string Prefix = "ONE_TIME_PASSWORD_SMS.";
    public const string InvalidOtp = Prefix + "INVALID_OTP";
    public const string VerificationExpired = Prefix + "VERIFICATION_EXPIRED";
    public const string VerificationFailed = Prefix + "VERIFICATION_FAILED";
    public const string MaxOtpCodesExceeded = Prefix + "MAX_OTP_CODES_EXCEEDED";
    public const string PhoneNumberNotAllowed = Prefix + "PHONE_NUMBER_NOT_ALLOWED";
    public const string PhoneNumberBlocked = Prefix + "PHONE_NUMBER_BLOCKED";

    public static NumberVerifyException OfSending(ApiException failure) => failure switch
    {
        { Failure: ApiFailure.Refused, StatusCode: HttpStatusCode.Forbidden, Code: MaxOtpCodesExceeded } => new PhoneNumberRejectedException("The number got its share of codes for now.", failure),
        { Failure: ApiFailure.Refused, StatusCode: HttpStatusCode.Forbidden, Code: PhoneNumberNotAllowed } => new PhoneNumberRejectedException("The number cannot or may not get a text message.", failure),
        { Failure: ApiFailure.Refused, StatusCode: HttpStatusCode.Forbidden, Code: PhoneNumberBlocked } => new PhoneNumberRejectedException("The operator bars text messages to the number.", failure),
        _ when IsNotFound(failure) => new PhoneNumberRejectedException("The number is not this operator's.", failure),
        _ => ErrorMap.OfApi(failure),
    };

    /// <summary>The answer that a refused code is; null where the refusal is of another kind.</summary>
    public static CodeCheck? AnswerOf(ApiException failure) => failure switch
    {
        { Failure: ApiFailure.Refused, StatusCode: HttpStatusCode.BadRequest, Code: InvalidOtp } => CodeCheck.Wrong,
        { Failure: ApiFailure.Refused, StatusCode: HttpStatusCode.BadRequest, Code: VerificationExpired } => CodeCheck.Expired,
        { Failure: ApiFailure.Refused, StatusCode: HttpStatusCode.BadRequest, Code: VerificationFailed } => CodeCheck.TooManyAttempts,
        _ when IsNotFound(failure) => CodeCheck.NonePending,
        _ => null,
    };

    /// <summary>Said by the API: a gateway that knows no such path says 404 too.</summary>
    private static bool IsNotFound(ApiException failure) => failure is { Failure: ApiFailure.Refused, StatusCode: HttpStatusCode.NotFound, Code: "NOT_FOUND" or "IDENTIFIER_NOT_FOUND" };
}
