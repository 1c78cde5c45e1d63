using System.Net;

namespace NumberVerify;

/// <summary>
/// What the <c>error_code</c> of Authy's refusals means. It alone tells a wrong code from a wrong key: both are HTTP 401. What is an answer to a check or a look-up is none to a start.
/// </summary>
internal static class AuthyErrors
{
    public const string WrongCode = "60022";
    public const string NonePending = "60023";

    /// <summary>Every code of this API.</summary>
    public static IEnumerable<string> Codes =>
        ["60000", "60001", "60002", "60003", "60004", "60005", "60021", WrongCode, NonePending, "60032", "60033", "60042", "60060", "60078", "60082", "60083"];

    /// <summary>Whether a refusal is one of the two answers, and no gateway's that has a body of its own.</summary>
    public static bool IsAnswer(ApiException failure, string code) => failure is { Failure: ApiFailure.Refused, StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError } && failure.Code == code;

    public static NumberVerifyException Of(ApiException failure) => failure.Failure != ApiFailure.Refused
        ? ErrorMap.OfProvider(failure)
        : failure.Code switch
        {
            "60001" => new ClientRejectedException("Authy does not accept the key (60001).", failure),
            "60003" => new RateLimitedException("Authy limits the rate (60003).", failure),
            "60060" => new OperatorUnavailableException("Authy has suspended the account or its service (60060).", failure),
            "60033" => new PhoneNumberRejectedException("Authy finds the number malformed (60033).", failure),
            "60078" => new PhoneNumberRejectedException("Authy does not serve the number's country (60078).", failure),
            "60082" => new PhoneNumberRejectedException("Authy sends no text message to a landline (60082).", failure),
            "60083" => new PhoneNumberRejectedException("The number is not in service, says Authy (60083).", failure),
            "60000" or "60002" or "60004" or "60005" or "60021" or "60032" or "60042" => new RequestRejectedException($"Authy finds the request at fault ({failure.Code}).", failure),
            WrongCode or NonePending => new UnexpectedResponseException($"Authy answered outside the contract: {failure.Code} is none of this call.", failure),
            _ => ErrorMap.OfProvider(failure),
        };

    /// <summary>A success that says it is none.</summary>
    public static UnexpectedResponseException Unexpected(string fault) => new(
        $"Authy answered outside the contract: {fault}.", new ApiException(ApiFailure.UnexpectedResponse, "") { StatusCode = HttpStatusCode.OK });
}
