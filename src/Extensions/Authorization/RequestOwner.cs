namespace NumberVerify;

/// <summary>Which client an authorization is for. Keys and secrets are no part of it: they may be rotated while a device is away.</summary>
/// <param name="ClientName">The name of the registration.</param>
/// <param name="ClientId">The client identifier at the operator.</param>
/// <param name="Operator">The operator's issuer or, where it has none, its token endpoint.</param>
internal sealed record RequestOwner(string ClientName, string ClientId, string Operator)
{
    public static RequestOwner Of(string clientName, NumberVerifyClientOptions options) => new(clientName, options.ClientId, options.Issuer ?? options.TokenEndpoint!.OriginalString);
}
