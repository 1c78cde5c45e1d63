using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>The refusals only the one-time password API has.</summary>
internal static class OneTimePasswordErrors
{
    internal static readonly ErrorInfo MaxCodesExceeded = new(
        StatusCodes.Status403Forbidden, Wire.ApiErrors.MaxOtpCodesExceeded, "This phone number was sent as many codes as it may be for now.");

    internal static readonly ErrorInfo PhoneNumberNotAllowed = new(
        StatusCodes.Status403Forbidden, Wire.ApiErrors.PhoneNumberNotAllowed, "This phone number's line cannot receive text messages.");

    internal static readonly ErrorInfo PhoneNumberBlocked = new(
        StatusCodes.Status403Forbidden, Wire.ApiErrors.PhoneNumberBlocked, "Text messages to this phone number are barred.");

    internal static readonly ErrorInfo VerificationFailed = new(
        StatusCodes.Status400BadRequest, Wire.ApiErrors.VerificationFailed, "The attempts for this authenticationId are used up without the right code.");

    internal static readonly ErrorInfo VerificationExpired = new(
        StatusCodes.Status400BadRequest, Wire.ApiErrors.VerificationExpired, "This authenticationId is used, too old, or replaced by a newer one.");

    internal static readonly ErrorInfo InvalidOtp = new(
        StatusCodes.Status400BadRequest, Wire.ApiErrors.InvalidOtp, "This is not the code that was sent for this authenticationId.");
}
