namespace NumberVerify.Simulator;

/// <summary>
/// Where the operator refuses a device that is not on its mobile network. No specification settles it, and operators differ, so a backend must be ready for each.
/// A request without a known device counts as such a device.
/// </summary>
public enum WifiBehavior
{
    /// <summary>The authorization endpoint redirects with <c>error=login_required</c> (OpenID Connect Core 3.1.2.6). The default.</summary>
    LoginRequired,

    /// <summary>The authorization endpoint redirects with <c>error=NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK</c>.</summary>
    NotAuthenticatedByMobileNetwork,

    /// <summary>
    /// A code and an access token are issued; the API then answers 403 <c>NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK</c>,
    /// the one place the Number Verification API documents.
    /// </summary>
    ApiRefusal,
}
