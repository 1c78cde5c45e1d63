namespace NumberVerify.Simulator;

/// <summary>
/// JWTs by which an application shows itself, as a bearer token, where an operator's dialect has them: signed with the one key the application registered, which they do not name,
/// and good for any number of calls until they expire.
/// </summary>
internal sealed class ApplicationJwtValidator(ClientRegistry clients, TimeProvider time)
{
    private const int MaxLifetimeSeconds = 24 * 60 * 60;

    /// <returns>The application, or null when the JWT is not valid.</returns>
    internal async ValueTask<RegisteredClient?> ValidateAsync(string compact) =>
        SignedJwt.TryRead(compact, out var jwt)
        && clients.Find(jwt.Text(Wire.Claims.ApplicationId)) is { OnlyKey: { } key } client
        && await jwt.IsSignedWithAsync(key).ConfigureAwait(false)
        && IsFresh(jwt)
            ? client
            : null;

    private bool IsFresh(SignedJwt jwt)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return !string.IsNullOrEmpty(jwt.Text(Wire.Claims.TokenId))
            && jwt.TryGetSeconds(Wire.Claims.IssuedAt, out var issuedAt)
            && jwt.TryGetSeconds(Wire.Claims.ExpiresAt, out var expiresAt)
            && issuedAt <= now
            && expiresAt > now
            && expiresAt - issuedAt <= MaxLifetimeSeconds;
    }
}
