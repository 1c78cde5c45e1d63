namespace NumberVerify;

/// <summary>The codes the library tells apart. Everything else passes through by its HTTP status.</summary>
internal static class ErrorCodes
{
    public const string InvalidGrant = "invalid_grant";
    public const string UnknownUserId = "unknown_user_id";
    public const string AccessDenied = "access_denied";
    public const string ExpiredToken = "expired_token";
    public const string AuthorizationPending = "authorization_pending";
    public const string SlowDown = "slow_down";

    private static readonly string[] s_notOnMobileNetwork =
    [
        "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK",
        // One operator's spelling for its version 2, which also takes SIM-based authentication.
        "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_SUPPORTED_METHOD",
    ];

    /// <summary>RFC 6749 5.2: the client, not the code, is at fault.</summary>
    private static readonly string[] s_clientFaults =
        ["invalid_client", "invalid_request", "invalid_scope", "unauthorized_client", "unsupported_grant_type", "invalid_dpop_proof"];

    /// <summary>What telemetry and audit may repeat: the codes of CAMARA, of OAuth and of OpenID Connect.</summary>
    private static readonly string[] s_known =
    [
        .. s_notOnMobileNetwork, .. s_clientFaults, InvalidGrant, UnknownUserId, AccessDenied, ExpiredToken, AuthorizationPending, SlowDown,
        "INVALID_ARGUMENT", "OUT_OF_RANGE", "UNAUTHENTICATED", "AUTHENTICATION_REQUIRED", "PERMISSION_DENIED", "INVALID_TOKEN_CONTEXT", "NUMBER_VERIFICATION.INVALID_TOKEN_CONTEXT",
        "NOT_FOUND", "IDENTIFIER_NOT_FOUND", "METHOD_NOT_ALLOWED", "NOT_ACCEPTABLE", "UNSUPPORTED_MEDIA_TYPE", "SERVICE_NOT_APPLICABLE", "TOO_MANY_REQUESTS", "QUOTA_EXCEEDED",
        "INTERNAL", "NOT_IMPLEMENTED", "BAD_GATEWAY", "UNAVAILABLE", "TIMEOUT",
        "account_selection_required", "consent_required", "interaction_required", "invalid_request_object", "login_required",
        "server_error", "temporarily_unavailable", "unsupported_response_type", DPoPNames.UseNonce,
    ];

    public static IReadOnlyCollection<string> Known => s_known;

    public static bool IsNotOnMobileNetwork(string? code) => s_notOnMobileNetwork.Contains(code, StringComparer.Ordinal);

    public static bool IsClientFault(string? code) => s_clientFaults.Contains(code, StringComparer.Ordinal);

    /// <summary>A known code as it is; <c>_OTHER</c>, OpenTelemetry's word, for one of the operator's own, whose text and number are without bound; null for none.</summary>
    public static string? KnownOrOther(string? code) => code is null || s_known.Contains(code, StringComparer.Ordinal) ? code : "_OTHER";
}
