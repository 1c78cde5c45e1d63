using System.Text.Json.Serialization;

namespace NumberVerify.Simulator;

/// <summary>OpenID Connect Discovery 1.0 section 3, RFC 8414 section 2, RFC 9207 section 3, CIBA section 4.</summary>
internal sealed record ProviderMetadata(
    string Issuer,
    string AuthorizationEndpoint,
    string TokenEndpoint,
    string BackchannelAuthenticationEndpoint,
    string JwksUri,
    [property: JsonIgnore] OperatorDialect Dialect)
{
    public IReadOnlyList<string> ResponseTypesSupported { get; } = [Wire.ResponseTypes.Code];

    public IReadOnlyList<string> ResponseModesSupported { get; } = [Wire.ResponseModes.Query];

    public IReadOnlyList<string> GrantTypesSupported => Dialect.GrantTypes;

    public IReadOnlyList<string> BackchannelTokenDeliveryModesSupported { get; } = [Wire.TokenDeliveryModes.Poll];

    public IReadOnlyList<string> BackchannelAuthenticationRequestSigningAlgValuesSupported { get; } = [.. ClientKey.Algorithms];

    public bool BackchannelUserCodeParameterSupported => false;

    public IReadOnlyList<string> SubjectTypesSupported { get; } = [Wire.SubjectTypes.Pairwise];

    public required IReadOnlyList<string> IdTokenSigningAlgValuesSupported { get; init; }

    public IReadOnlyList<string> ScopesSupported { get; } = [Wire.Scopes.OpenId, .. Dialect.ApiScopes];

    public IReadOnlyList<string> TokenEndpointAuthMethodsSupported => Dialect.ClientAuthenticationMethods;

    public IReadOnlyList<string> TokenEndpointAuthSigningAlgValuesSupported { get; } = [.. ClientKey.Algorithms];

    public IReadOnlyList<string> CodeChallengeMethodsSupported { get; } = [Wire.CodeChallengeMethods.S256];

    public IReadOnlyList<string> PromptValuesSupported { get; } = [Wire.Prompts.None];

    /// <summary>RFC 9449 section 5.1; absent when the operator does not support DPoP.</summary>
    public IReadOnlyList<string>? DpopSigningAlgValuesSupported { get; init; }

    /// <summary>CAMARA's profile: present when every client needs bound tokens.</summary>
    public bool? DpopBoundAccessTokens { get; init; }

    /// <summary>CAMARA's profile.</summary>
    public IReadOnlyList<string>? CamaraDpopClaimsRequired { get; init; }

    public bool AuthorizationResponseIssParameterSupported => Dialect.SendsIssuer;

    public bool RequestParameterSupported => true;

    public IReadOnlyList<string> RequestObjectSigningAlgValuesSupported { get; } = [.. ClientKey.Algorithms];

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
