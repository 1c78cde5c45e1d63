namespace NumberVerify.Simulator;

/// <summary>OpenID Connect Discovery 1.0 section 3, RFC 8414 section 2, RFC 9207 section 3.</summary>
internal sealed record ProviderMetadata(
    string Issuer,
    string AuthorizationEndpoint,
    string TokenEndpoint,
    string JwksUri)
{
    public IReadOnlyList<string> ResponseTypesSupported { get; } = [Wire.ResponseTypes.Code];

    public IReadOnlyList<string> ResponseModesSupported { get; } = [Wire.ResponseModes.Query];

    public IReadOnlyList<string> GrantTypesSupported { get; } = [Wire.GrantTypes.AuthorizationCode];

    public IReadOnlyList<string> SubjectTypesSupported { get; } = [Wire.SubjectTypes.Pairwise];

    public IReadOnlyList<string> IdTokenSigningAlgValuesSupported { get; } = [SigningKey.Algorithm];

    public IReadOnlyList<string> ScopesSupported { get; } = [Wire.Scopes.OpenId, .. ApiScopes.All];

    public IReadOnlyList<string> TokenEndpointAuthMethodsSupported { get; } =
    [
        Wire.ClientAuthenticationMethods.PrivateKeyJwt,
        Wire.ClientAuthenticationMethods.ClientSecretBasic,
        Wire.ClientAuthenticationMethods.ClientSecretPost,
    ];

    public IReadOnlyList<string> TokenEndpointAuthSigningAlgValuesSupported { get; } = [.. ClientKey.Algorithms];

    public IReadOnlyList<string> CodeChallengeMethodsSupported { get; } = [Wire.CodeChallengeMethods.S256];

    public IReadOnlyList<string> PromptValuesSupported { get; } = [Wire.Prompts.None];

    public bool AuthorizationResponseIssParameterSupported => true;

    public bool RequestParameterSupported => false;

    public bool RequestUriParameterSupported => false; // an absent member would mean true

    public IReadOnlyList<string> ClaimsSupported { get; } =
    [
        Wire.Claims.Issuer,
        Wire.Claims.Subject,
        Wire.Claims.Audience,
        Wire.Claims.ExpiresAt,
        Wire.Claims.IssuedAt,
        Wire.Claims.AuthenticatedAt,
        Wire.Claims.Nonce,
        Wire.Claims.AuthenticationMethods,
    ];
}
