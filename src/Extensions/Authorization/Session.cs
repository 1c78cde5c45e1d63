using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>
/// An access token for one API call, made by the code exchange or by the caller. Copies share the single use. Never store one: it lives 300 seconds at the most.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<Session>))]
public sealed record Session
{
    private readonly SessionGuard _guard;

    /// <summary>A session over a token the caller got elsewhere; the single use holds for it as well.</summary>
    public Session() => _guard = new SessionGuard();

    [SetsRequiredMembers]
    internal Session(string accessToken, IReadOnlyList<string> scopes, SessionGuard guard)
    {
        AccessToken = accessToken;
        ExpiresAt = guard.Start + guard.Lifetime;
        Scopes = scopes;
        _guard = guard;
    }

    /// <summary>The token (RFC 6750), or one that is good with its key alone (RFC 9449), where the profile uses DPoP. A secret: it shows in no text form.</summary>
    public required string AccessToken { get; init; }

    /// <summary>When the token ends: what the operator said, but no later than 300 seconds after the exchange began.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What the token may do, as the operator granted it, or as it was asked for where the operator does not say.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>
    /// The operator behind an aggregator, as the access token names it where the profile knows the claim; null otherwise. Nobody vouches for it: the token's signature is not checked,
    /// so use it for statistics, never for a decision.
    /// </summary>
    public string? OperatorName { get; init; }

    /// <summary>Expiry and scopes; never the token.</summary>
    public override string ToString() => $"Session {{ ExpiresAt = {ExpiresAt:O}, Scopes = {string.Join(' ', Scopes)} }}";

    /// <summary>The key the token is bound to; null for a bearer token.</summary>
    internal DPoPBinding? Binding { get; init; }

    /// <summary>Spends the session, or throws before anything is sent.</summary>
    internal void Claim(TimeProvider timeProvider) => _guard.Claim(timeProvider, ExpiresAt);

    /// <summary>Gives the session back after a call that certainly sent nothing.</summary>
    internal void Release() => _guard.Release();
}
