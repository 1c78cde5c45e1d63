namespace NumberVerify.Simulator;

/// <summary>What one authorization allows, whichever grant type it came by: it stands behind every access token issued from it.</summary>
internal sealed class Grant
{
    private bool redeemed;
    private volatile bool revoked;

    internal required string ClientId { get; init; }

    internal required GrantedScopes Scopes { get; init; }

    /// <summary>
    /// The SIM whose subscriber this is about: once it is out of the device, the grant is worth nothing. Null when the device was not recognised by the mobile network, or when there
    /// is no user at all.
    /// </summary>
    internal SimCard? Sim { get; init; }

    internal string? PhoneNumber => Sim?.PhoneNumber;

    internal required DateTimeOffset AuthenticatedAt { get; init; }

    /// <summary>The <c>amr</c> of an ID token; null when there is none to state.</summary>
    internal string? AuthenticationMethod { get; init; }

    /// <summary>Whether a sandbox answers by rules of its own, and nobody's number is asked for.</summary>
    internal bool IsMock { get; init; }

    internal string? Nonce { get; init; }

    /// <summary>The thumbprint of the key this was asked for with, which a token must then be bound to; null when there was none.</summary>
    internal string? BoundKey { get; init; }

    internal bool IsRevoked => revoked || Sim is { IsRemoved: true };

    /// <summary>
    /// True for the first caller only. Any other revokes the grant, and with it a token that was, or is just being, issued from it (RFC 6749 section 4.1.2).
    /// </summary>
    internal bool TryRedeem()
    {
        if (!Interlocked.Exchange(ref redeemed, true))
        {
            return true;
        }

        revoked = true;
        return false;
    }
}
