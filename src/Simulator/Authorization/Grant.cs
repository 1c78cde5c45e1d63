namespace NumberVerify.Simulator;

/// <summary>What one authorization allows: it stands behind the code, and then behind the access token the code is exchanged for.</summary>
internal sealed class Grant
{
    private bool redeemed;
    private volatile bool revoked;

    internal required string ClientId { get; init; }

    internal required string RedirectUri { get; init; }

    internal required AuthorizationRequest Request { get; init; }

    /// <summary>Null when the device was not recognised by the mobile network.</summary>
    internal required string? PhoneNumber { get; init; }

    /// <summary>The SIM the network recognised, if it recognised one: once that is out of the device, the grant is worth nothing.</summary>
    internal SimCard? Sim { get; init; }

    internal required DateTimeOffset AuthenticatedAt { get; init; }

    internal required DateTimeOffset CodeExpiresAt { get; init; }

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
