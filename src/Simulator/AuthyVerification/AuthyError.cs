using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>An error of Authy's API: the code tells more than the HTTP status. The messages are fixed, but for the names of parameters.</summary>
internal sealed record AuthyError(int Status, string Code, string Message)
{
    internal static readonly AuthyError InvalidApiKey = new(StatusCodes.Status401Unauthorized, "60001", "The API key is not valid.");
    internal static readonly AuthyError InvalidRequest = new(StatusCodes.Status400BadRequest, "60002", "The request cannot be read.");
    internal static readonly AuthyError JsonOnly = new(StatusCodes.Status400BadRequest, "60002", "This simulator answers in JSON only, not in XML.");
    internal static readonly AuthyError TooManyRequests = new(StatusCodes.Status429TooManyRequests, "60003", "Too many attempts; try again later.");
    internal static readonly AuthyError InvalidEncoding = new(StatusCodes.Status400BadRequest, "60005", "The parameters are not UTF-8.");
    internal static readonly AuthyError NotCreated = new(StatusCodes.Status403Forbidden, "60021", "The verification cannot be created.");
    internal static readonly AuthyError WrongCode = new(StatusCodes.Status401Unauthorized, "60022", "The verification code is wrong.");
    internal static readonly AuthyError NotPending = new(StatusCodes.Status404NotFound, "60023", "No verification is pending for the number.");
    internal static readonly AuthyError InvalidPhoneNumber = new(StatusCodes.Status400BadRequest, "60033", "The phone number is not valid.");
    internal static readonly AuthyError NobodyNamed = new(StatusCodes.Status400BadRequest, "60042", "Either a uuid or a country code with a phone number is required.");
    internal static readonly AuthyError Suspended = new(StatusCodes.Status503ServiceUnavailable, "60060", "The account is suspended.");
    internal static readonly AuthyError BlockedCountryCode = new(StatusCodes.Status403Forbidden, "60078", "The country code is not supported.");
    internal static readonly AuthyError Landline = new(StatusCodes.Status403Forbidden, "60082", "A text message cannot be sent to a landline.");
    internal static readonly AuthyError NotProvisioned = new(StatusCodes.Status403Forbidden, "60083", "The phone number is not provisioned for this.");

    internal static AuthyError Invalid(string parameter) => new(StatusCodes.Status400BadRequest, "60004", $"The parameter {parameter} is missing or not valid.");
}
