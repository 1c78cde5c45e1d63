using System.Collections.Frozen;

namespace NumberVerify;

/// <summary>
/// What follows a silent verification that gave no answer. Pure. A code follows where the network could not tell; whatever smells of an attack on this user's flow, and whatever is a refusal,
/// ends it; a mistake of the configuration is the caller's to see.
/// </summary>
internal static class SilentDecisions
{
    /// <summary>The callback's errors (RFC 6749 4.1.2.1, OIDC Core 3.1.2.6). What is in no row is unknown.</summary>
    private static readonly FrozenDictionary<string, Row> s_callback = new Dictionary<string, Row>
    {
        ["consent_required"] = Row.NeedsUser,
        ["interaction_required"] = Row.NeedsUser,
        ["login_required"] = Row.NeedsUser,
        ["account_selection_required"] = Row.NeedsUser,
        ["server_error"] = Row.Down,
        ["temporarily_unavailable"] = Row.Down,
        [ErrorCodes.AccessDenied] = Row.Denied,
        ["invalid_request"] = Row.Fault,
        ["invalid_scope"] = Row.Fault,
        ["unauthorized_client"] = Row.Fault,
        ["unsupported_response_type"] = Row.Fault,
        ["invalid_request_object"] = Row.Fault,
        ["invalid_request_uri"] = Row.Fault,
        ["request_not_supported"] = Row.Fault,
        ["request_uri_not_supported"] = Row.Fault,
        ["registration_not_supported"] = Row.Fault,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Refusals of the API that speak of the number (CAMARA, HTTP 404 and 422); every other 4xx is about the request.</summary>
    private static readonly FrozenSet<string> s_aboutTheNumber =
        new[] { "NOT_FOUND", "IDENTIFIER_NOT_FOUND", "SERVICE_NOT_APPLICABLE", "UNSUPPORTED_IDENTIFIER" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Refusals of the API (HTTP 403) that speak of the token's line, not of a permission.</summary>
    private static readonly FrozenSet<string> s_aboutTheToken =
        new[] { "INVALID_TOKEN_CONTEXT", "NUMBER_VERIFICATION.INVALID_TOKEN_CONTEXT" }.ToFrozenSet(StringComparer.Ordinal);

    private enum Row
    {
        Unknown,
        NeedsUser,
        Down,
        Denied,
        Fault,
    }

    public static ChainDecision Of(NumberVerifyException failure, PhoneVerificationPolicy policy) => failure switch
    {
        NotOnMobileNetworkException => ChainDecision.GoOn(PhoneVerificationReason.NotOnMobileNetwork),
        AuthorizationRefusedException => OfCallback(failure.Code, policy),
        TransportException or OperatorUnavailableException or UnexpectedResponseException => ChainDecision.GoOn(PhoneVerificationReason.OperatorUnavailable),
        RateLimitedException => ChainDecision.GoOn(PhoneVerificationReason.RateLimited),
        UnauthenticatedException or SessionExpiredException or AuthorizationExpiredException => ChainDecision.GoOn(PhoneVerificationReason.TokenLapsed),
        PermissionDeniedException when s_aboutTheToken.Contains(failure.Code ?? "") => ChainDecision.GoOn(PhoneVerificationReason.NumberNotServed),
        PermissionDeniedException => Refused(PhoneVerificationReason.PermissionDenied, policy.SendsCodeAfterAccessDenied),
        RequestRejectedException when s_aboutTheNumber.Contains(failure.Code ?? "") => ChainDecision.GoOn(PhoneVerificationReason.NumberNotServed),

        // Some operators say at the token endpoint what belongs into the callback.
        RequestRejectedException when s_callback.ContainsKey(failure.Code ?? "") => OfCallback(failure.Code, policy),

        // RFC 9700 4.5: a code that is not accepted may have been injected or stolen.
        CodeRejectedException or OperatorTokenRejectedException => ChainDecision.Deny(PhoneVerificationReason.AuthorizationRejected),
        InvalidCallbackException or IdTokenRejectedException or SessionAlreadyUsedException => ChainDecision.Deny(PhoneVerificationReason.SecurityCheckFailed),
        ClientRejectedException or InsufficientScopeException or RequestRejectedException => Fault(policy),
        _ => ChainDecision.Throw,
    };

    private static ChainDecision OfCallback(string? code, PhoneVerificationPolicy policy) => s_callback.GetValueOrDefault(code ?? "") switch
    {
        Row.NeedsUser => ChainDecision.GoOn(PhoneVerificationReason.InteractionRequired),
        Row.Down => ChainDecision.GoOn(PhoneVerificationReason.OperatorUnavailable),
        Row.Denied => Refused(PhoneVerificationReason.AccessDenied, policy.SendsCodeAfterAccessDenied),
        Row.Fault => Fault(policy),
        _ => Refused(PhoneVerificationReason.UnknownRefusal, policy.SendsCodeAfterUnknownRefusal),
    };

    private static ChainDecision Refused(PhoneVerificationReason reason, bool goesOn) => goesOn ? ChainDecision.GoOn(reason) : ChainDecision.Deny(reason);

    private static ChainDecision Fault(PhoneVerificationPolicy policy) =>
        policy.GoesOnAfterConfigurationFault ? ChainDecision.GoOn(PhoneVerificationReason.ConfigurationFault) : ChainDecision.Throw;
}
