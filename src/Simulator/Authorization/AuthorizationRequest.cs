using Names = NumberVerify.Simulator.Wire.AuthorizationRequest;

namespace NumberVerify.Simulator;

/// <summary>
/// An authorization request that satisfies RFC 6749, RFC 7636, OpenID Connect Core and CAMARA's profile. The client and its redirect URI were checked before:
/// unlike every other fault, theirs must not be reported to the redirect URI. <c>acr_values</c> is ignored, as the profile asks, and <c>login_hint</c> wherever the dialect has no use for it.
/// </summary>
internal sealed class AuthorizationRequest
{
    /// <summary>Null when the request had none, which not every dialect allows.</summary>
    internal required string? CodeChallenge { get; init; }

    internal required string? LoginHint { get; init; }

    internal required string? Nonce { get; init; }

    /// <summary>RFC 9449 section 10.</summary>
    internal required string? DPoPKeyThumbprint { get; init; }

    internal required GrantedScopes Scopes { get; init; }

    internal static AuthorizationRequest Parse(Parameters parameters, OperatorDialect dialect)
    {
        Require(parameters[Names.ResponseType] is not null, "response_type is missing.");
        Refuse(parameters[Names.ResponseType] != Wire.ResponseTypes.Code, Wire.OAuthErrors.UnsupportedResponseType, "Only the response type code is supported.");
        Require(parameters[Names.ResponseMode] is null or Wire.ResponseModes.Query, "Only the response mode query is supported.");

        // The profile requires protection against forged callbacks; a state is the one a backend can show to every operator.
        Require(parameters[Names.State] is { } state ? Patterns.PrintableAscii.IsMatch(state) : !dialect.RequiresState, "A state of printable ASCII characters is required.");

        var challenge = parameters[Names.CodeChallenge];
        Require(challenge is not null || (!dialect.RequiresProofKey && !parameters.Has(Names.CodeChallengeMethod)), "code_challenge is missing: PKCE is required.");
        Require(challenge is null || parameters[Names.CodeChallengeMethod] == Wire.CodeChallengeMethods.S256, "code_challenge_method must be S256.");
        Require(challenge is null || Patterns.Sha256Base64Url.IsMatch(challenge), "code_challenge must be a SHA-256 in unpadded base64url.");

        var thumbprint = parameters[Names.DPoPKeyThumbprint];
        Require(thumbprint is null || Patterns.Sha256Base64Url.IsMatch(thumbprint), "dpop_jkt must be a SHA-256 in unpadded base64url.");

        CheckPrompt(parameters[Names.Prompt]);
        var scope = parameters[Names.Scope];
        Require(!AsksForClaims(scope, parameters[Names.Claims]) || HasValue(scope, Wire.Scopes.OpenId), "Claims of the user can be asked for together with openid only.");
        return new AuthorizationRequest
        {
            CodeChallenge = challenge,
            LoginHint = parameters[Names.LoginHint],
            Nonce = parameters[Names.Nonce],
            DPoPKeyThumbprint = thumbprint,
            Scopes = GrantedScopes.Parse(scope, parameters[Names.Purpose], dialect),
        };
    }

    /// <summary>
    /// Number Verification implies <c>prompt=none</c>: where another prompt would need the user, the operator answers with the error that OpenID Connect Core section 3.1.2.1
    /// names for it, and for several at once with the general one.
    /// </summary>
    private static void CheckPrompt(string? prompt)
    {
        var values = prompt?.Split(' ') ?? [Wire.Prompts.None];
        Require(values.All(value => value is Wire.Prompts.None or Wire.Prompts.Login or Wire.Prompts.Consent or Wire.Prompts.SelectAccount), "prompt is unknown.");
        Require(values.Length == 1 || !values.Contains(Wire.Prompts.None), "prompt=none cannot be combined with another prompt.");
        var error = values switch
        {
            [Wire.Prompts.Login] => Wire.OAuthErrors.LoginRequired,
            [Wire.Prompts.Consent] => Wire.OAuthErrors.ConsentRequired,
            [Wire.Prompts.SelectAccount] => Wire.OAuthErrors.AccountSelectionRequired,
            _ => Wire.OAuthErrors.InteractionRequired,
        };
        Refuse(!values.Contains(Wire.Prompts.None), error, "Number Verification happens without the user.");
    }

    /// <summary>By the claims parameter, or by a scope value that stands for standard claims (OpenID Connect Core sections 5.4 and 5.5).</summary>
    private static bool AsksForClaims(string? scope, string? claims) => claims is not null || Wire.Scopes.StandardClaims.Any(value => HasValue(scope, value));

    private static bool HasValue(string? scope, string value) => scope?.Split(' ').Contains(value, StringComparer.Ordinal) == true;

    private static void Require(bool satisfied, string description) => Refuse(!satisfied, Wire.OAuthErrors.InvalidRequest, description);

    private static void Refuse(bool refused, string error, string description)
    {
        if (refused)
        {
            throw new OAuthException(error, description);
        }
    }
}
