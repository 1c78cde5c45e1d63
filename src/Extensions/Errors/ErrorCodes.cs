namespace NumberVerify;

/// <summary>The codes the library tells apart. Everything else passes through by its HTTP status.</summary>
internal static class ErrorCodes
{
    public const string InvalidGrant = "invalid_grant";

    private static readonly string[] s_notOnMobileNetwork =
    [
        "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK",
        // One operator's spelling for its version 2, which also takes SIM-based authentication.
        "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_SUPPORTED_METHOD",
    ];

    /// <summary>RFC 6749 5.2: the client, not the code, is at fault.</summary>
    private static readonly string[] s_clientFaults =
        ["invalid_client", "invalid_request", "invalid_scope", "unauthorized_client", "unsupported_grant_type", "invalid_dpop_proof"];

    public static bool IsNotOnMobileNetwork(string? code) => s_notOnMobileNetwork.Contains(code, StringComparer.Ordinal);

    public static bool IsClientFault(string? code) => s_clientFaults.Contains(code, StringComparer.Ordinal);
}
