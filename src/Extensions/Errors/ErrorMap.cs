using System.Net;

namespace NumberVerify;

/// <summary>Turns what a generated client saw into the typed errors, by (status, code) and never by a message.</summary>
internal static class ErrorMap
{
    public static NumberVerifyException OfApi(ApiException failure) => failure switch
    {
        { Failure: not ApiFailure.Refused } => OfExchange(failure),
        { StatusCode: HttpStatusCode.Unauthorized } => new UnauthenticatedException(Text(failure, "The API does not accept the token"), failure),
        { StatusCode: HttpStatusCode.Forbidden } when ErrorCodes.IsNotOnMobileNetwork(failure.Code) =>
            new NotOnMobileNetworkException(Text(failure, "The device was not authenticated by the mobile network"), failure),
        { StatusCode: HttpStatusCode.Forbidden } => new PermissionDeniedException(Text(failure, "The token may not make this call"), failure),
        _ => OfStatus(failure),
    };

    public static NumberVerifyException OfTokenEndpoint(ApiException failure) => failure switch
    {
        { Failure: not ApiFailure.Refused } => OfExchange(failure),
        { StatusCode: HttpStatusCode.BadRequest, Code: ErrorCodes.InvalidGrant } =>
            new CodeRejectedException(Text(failure, "The token endpoint does not accept the code"), failure),
        { StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized } when ErrorCodes.IsClientFault(failure.Code) =>
            new ClientRejectedException(Text(failure, "The token endpoint refuses this client; see its registration and the options"), failure),
        { StatusCode: HttpStatusCode.Unauthorized } => new ClientRejectedException(Text(failure, "The token endpoint does not know this client by its credentials"), failure),
        _ => OfStatus(failure),
    };

    /// <summary>For the grants of an operator token, at the token endpoint and at the backchannel one.</summary>
    public static NumberVerifyException OfOperatorToken(ApiException failure) => failure switch
    {
        { Failure: ApiFailure.Refused, StatusCode: HttpStatusCode.BadRequest, Code: ErrorCodes.InvalidGrant or ErrorCodes.UnknownUserId } =>
            new OperatorTokenRejectedException(Text(failure, "The operator does not accept the operator token"), failure),
        { Failure: ApiFailure.Refused, StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.Forbidden, Code: ErrorCodes.AccessDenied } =>
            new AuthorizationRefusedException(Text(failure, "The operator or its subscriber refused the authorization"), failure),
        { Failure: ApiFailure.Refused, StatusCode: HttpStatusCode.BadRequest, Code: ErrorCodes.ExpiredToken } =>
            new AuthorizationExpiredException(Text(failure, "The operator came to no decision in the time it gave"), failure),
        _ => OfTokenEndpoint(failure),
    };

    /// <summary>For a provider of codes that knows its clients by a key, where its HTTP status is all there is.</summary>
    public static NumberVerifyException OfProvider(ApiException failure) => failure switch
    {
        { Failure: not ApiFailure.Refused } => OfExchange(failure),
        { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } => new ClientRejectedException(Text(failure, "The provider does not accept this account"), failure),
        _ => OfStatus(failure),
    };

    /// <summary>For the token that a client gets for itself: whatever it was for was not done.</summary>
    public static NumberVerifyException OfApplicationToken(ApiException failure) => OfTokenEndpoint(new ApiException(failure.Failure, failure.Message, failure.InnerException)
    {
        StatusCode = failure.StatusCode,
        Code = failure.Code,
        CorrelationId = failure.CorrelationId,
        RetryAfter = failure.RetryAfter,
        RequestMayHaveBeenProcessed = false,
    });

    /// <summary>For metadata and keys: no code or token is in play, so none is spent by a failure.</summary>
    public static NumberVerifyException OfPublished(ApiException failure) => failure.Failure == ApiFailure.Refused
        ? (int?)failure.StatusCode switch
        {
            429 => new RateLimitedException(Text(failure, "The operator limits the rate of reading its metadata or keys"), failure) { RequestMayHaveBeenProcessed = false },
            >= 500 and <= 599 => new OperatorUnavailableException(Text(failure, "The operator's metadata or keys cannot be read"), failure) { RequestMayHaveBeenProcessed = false },
            >= 400 and <= 499 => new RequestRejectedException(Text(failure, "The operator does not publish its metadata or keys there"), failure) { RequestMayHaveBeenProcessed = false },
            _ => new UnexpectedResponseException(Text(failure, "The operator's metadata or keys are not where they should be"), failure) { RequestMayHaveBeenProcessed = false },
        }
        : failure.Failure == ApiFailure.UnexpectedResponse
            ? new UnexpectedResponseException(failure.Message, failure) { RequestMayHaveBeenProcessed = false }
            : new TransportException(failure.Message, failure) { TimedOut = failure.Failure == ApiFailure.TimedOut, RequestMayHaveBeenProcessed = false };

    private static NumberVerifyException OfStatus(ApiException failure) => (int?)failure.StatusCode switch
    {
        429 => new RateLimitedException(Text(failure, "The operator limits the rate"), failure),
        >= 500 and <= 599 => new OperatorUnavailableException(Text(failure, "The operator failed to answer"), failure),
        >= 400 and <= 499 => new RequestRejectedException(Text(failure, "The operator finds the request at fault"), failure),
        _ => new UnexpectedResponseException(Text(failure, "The operator answered with a status outside the contract"), failure),
    };

    private static NumberVerifyException OfExchange(ApiException failure) => failure.Failure switch
    {
        ApiFailure.UnexpectedResponse => new UnexpectedResponseException(failure.Message, failure),
        var kind => new TransportException(failure.Message, failure) { TimedOut = kind == ApiFailure.TimedOut },
    };

    private static string Text(ApiException failure, string meaning) => $"{meaning}. {failure.Message}";
}
