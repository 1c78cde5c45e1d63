using System.Collections.Frozen;

namespace NumberVerify.Simulator;

/// <summary>A <see cref="SimulatedClient"/> as the operator keeps it: copied, checked, ready for comparison.</summary>
internal sealed class RegisteredClient(SimulatedClient client)
{
    private readonly string? secret = client.ClientSecret;
    private readonly IReadOnlyDictionary<string, ClientKey> keys = client.Keys() ?? throw new ArgumentException("The keys are unusable.", nameof(client));

    private readonly FrozenSet<string>? grantTypes = client.GrantTypes?.ToFrozenSet(StringComparer.Ordinal);

    internal string ClientId { get; } = client.ClientId;

    internal bool RequiresRequestObject { get; } = client.RequireSignedRequestObject;

    internal bool RequiresBoundTokens { get; } = client.DPoPBoundAccessTokens;

    // Ordinal: "https://a/x" and "https://a/./x" are different registrations (RFC 9700 section 2.1).
    internal FrozenSet<string> RedirectUris { get; } = client.RedirectUris.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The key, where there is exactly one: what need not be named.</summary>
    internal ClientKey? OnlyKey => keys.Count == 1 ? keys.Values.First() : null;

    /// <exception cref="OAuthException">The client is not registered for the grant type.</exception>
    internal void Require(string grantType)
    {
        if (grantTypes is not null && !grantTypes.Contains(grantType))
        {
            throw new OAuthException(Wire.OAuthErrors.UnauthorizedClient, "The client is not registered for this grant type.");
        }
    }

    internal bool HasSecret(string given) => secret is not null && Secret.Matches(given, secret);

    internal ClientKey? FindKey(string? id) => id is not null && keys.TryGetValue(id, out var key) ? key : null;
}
