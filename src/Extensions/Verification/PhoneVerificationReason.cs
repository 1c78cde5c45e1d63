namespace NumberVerify;

/// <summary>Why a verification stands where it does; at <see cref="PhoneVerificationStatus.CodeSent"/>, why it is not silent. For logs and support, not for users.</summary>
public enum PhoneVerificationReason
{
    /// <summary>Nothing special.</summary>
    None,

    /// <summary>The device is not on its operator's mobile network.</summary>
    NotOnMobileNetwork,

    /// <summary>The operator would need the user's consent or interaction.</summary>
    InteractionRequired,

    /// <summary>The application went past the silent channel.</summary>
    Skipped,

    /// <summary>The operator, or the way to it, failed.</summary>
    OperatorUnavailable,

    /// <summary>The operator or provider limits the rate, or a quota is used up.</summary>
    RateLimited,

    /// <summary>The operator took its own token for expired or unknown, or it lapsed before the call.</summary>
    TokenLapsed,

    /// <summary>The operator does not serve this number, or not this way.</summary>
    NumberNotServed,

    /// <summary>The user or the operator refused the authorization (<c>access_denied</c>).</summary>
    AccessDenied,

    /// <summary>The operator does not permit the call.</summary>
    PermissionDenied,

    /// <summary>The operator refused with a code that nobody has agreed a meaning for.</summary>
    UnknownRefusal,

    /// <summary>The operator did not accept the authorization code: used, expired or somebody else's.</summary>
    AuthorizationRejected,

    /// <summary>State, issuer, id_token or single use: a security check failed.</summary>
    SecurityCheckFailed,

    /// <summary>The operator or provider refused this client, and the policy goes on after that.</summary>
    ConfigurationFault,

    /// <summary>The provider of codes, or the way to it, failed; a code may have been sent all the same.</summary>
    ProviderUnavailable,

    /// <summary>No provider can send a code to this number, or none more.</summary>
    NumberRejected,

    /// <summary>No channel or provider of the policy can do what is asked.</summary>
    NotSupported,

    /// <summary>What was given is not 4 to 10 digits. Nothing was tried.</summary>
    MalformedCode,

    /// <summary>The code's time has passed, or a newer one took its place.</summary>
    CodeExpired,

    /// <summary>No code is waited for.</summary>
    NoCodePending,

    /// <summary>All tries are used up.</summary>
    TooManyAttempts,

    /// <summary>All codes of this verification were sent.</summary>
    TooManyCodes,

    /// <summary>The last code to this number is too young.</summary>
    CoolDown,

    /// <summary>A limit on sent codes, or on what is remembered, is reached.</summary>
    LimitReached,

    /// <summary>The handle is too old.</summary>
    HandleExpired,

    /// <summary>The handle was used before.</summary>
    AlreadyUsed,

    /// <summary>Cancelled, at the provider too.</summary>
    Cancelled,

    /// <summary>Cancelled here; the provider cannot, or would not, take the code back.</summary>
    CancelledHereOnly,
}
