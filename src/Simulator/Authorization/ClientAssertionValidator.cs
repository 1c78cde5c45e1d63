namespace NumberVerify.Simulator;

/// <summary>
/// What clients assert, about themselves or about a user, by RFC 7523 section 3, OpenID Connect Core section 9 and CAMARA's profile: signed by a registered key, for one
/// endpoint and no other, valid for at most 300 seconds, used once.
/// </summary>
internal sealed class ClientAssertionValidator(ClientRegistry clients, TimeProvider time)
{
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromSeconds(300);

    // No assertion is valid for longer than this, so nothing older needs to be remembered.
    private readonly ExpiringStore<RegisteredClient> used = new(time, MaxLifetime);

    /// <returns>What the assertion says, or null when it is not valid. Who its subject may be is for the caller to judge.</returns>
    internal async ValueTask<ClientAssertion?> ValidateAsync(string assertion, string audience) =>
        SignedJwt.TryRead(assertion, out var jwt)
        && clients.Find(jwt.Text(Wire.Claims.Issuer)) is { } client
        && client.FindKey(jwt.KeyId) is { } key
        && await jwt.IsSignedWithAsync(key).ConfigureAwait(false)
        && jwt.IsFor(audience)
        && jwt.IsFresh(time.GetUtcNow(), MaxLifetime)
        && jwt.Text(Wire.Claims.Subject) is { Length: > 0 } subject
        && used.TryAdd($"{client.ClientId} {jwt.Text(Wire.Claims.TokenId)}", client)
            ? new ClientAssertion(client, subject, jwt.Text(Wire.Claims.Scope))
            : null;
}
