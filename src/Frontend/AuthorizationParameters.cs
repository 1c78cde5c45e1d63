namespace NumberVerify;

/// <summary>
/// The public half of one authorization request, as a backend hands it to its frontend. An immutable value without any secret: the code verifier and the expected answer stay in the backend.
/// </summary>
public sealed record AuthorizationParameters
{
    /// <summary>Space-separated scopes: <c>openid</c>, exactly one <c>dpv:</c> purpose and one API scope (CAMARA security profile).</summary>
    public required string Scope { get; init; }

    /// <summary>The backend's random value for this request (RFC 6749 4.1.1), 1 to 512 printable ASCII characters. A phone number is refused.</summary>
    public required string State { get; init; }

    /// <summary>The backend's random value that comes back in the id_token (OIDC Core 3.1.2.1); null where no id_token is asked for.</summary>
    public string? Nonce { get; init; }

    /// <summary>The S256 challenge of the backend's code verifier (RFC 7636 4.2), 43 base64url characters; null for an operator without PKCE.</summary>
    public string? CodeChallenge { get; init; }

    /// <summary>OIDC Core 3.1.2.1; <c>none</c>, the default, asks for an error instead of any user interaction. Null leaves it out.</summary>
    public string? Prompt { get; init; } = ProtocolNames.Values.None;

    /// <summary>OIDC Core 3.1.2.1. Only for a sandbox operator's test numbers; null, the default, keeps every number out of the URL.</summary>
    public string? LoginHint { get; init; }

    /// <summary>The purpose, for an operator that takes it as a parameter of its own; null, the default, where it is in the scope.</summary>
    public string? Purpose { get; init; }

    /// <summary>OIDC Core 3.1.2.1, in seconds; null, the default, leaves it out.</summary>
    public int? MaxAge { get; init; }

    /// <summary>The scope alone: a state or nonce in a log can be replayed from it.</summary>
    public override string ToString() => $"AuthorizationParameters {{ Scope = {Scope} }}";
}
