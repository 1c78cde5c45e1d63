namespace NumberVerify.Simulator;

/// <summary>
/// JWTs by which an application shows itself, as a bearer token, where an operator's dialect has them: signed with the one key the application registered, which they do not name,
/// and good for any number of calls until they expire.
/// </summary>
internal sealed class ApplicationJwtValidator(ClientRegistry clients, TimeProvider time)
{
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromHours(24);

    /// <returns>The application, or null when the JWT is not valid.</returns>
    internal async ValueTask<RegisteredClient?> ValidateAsync(string compact) =>
        SignedJwt.TryRead(compact, out var jwt)
        && clients.Find(jwt.Text(Wire.Claims.ApplicationId)) is { OnlyKey: { } key } client
        && await jwt.IsSignedWithAsync(key).ConfigureAwait(false)
        && jwt.IsFresh(time.GetUtcNow(), MaxLifetime)
            ? client
            : null;
}
