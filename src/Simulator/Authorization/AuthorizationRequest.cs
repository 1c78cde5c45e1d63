using Names = NumberVerify.Simulator.Wire.AuthorizationRequest;

namespace NumberVerify.Simulator;

/// <summary>
/// An authorization request that satisfies RFC 6749, RFC 7636, OpenID Connect Core and CAMARA's profile. The client and its redirect URI were checked before:
/// unlike every other fault, theirs must not be reported to the redirect URI. <c>login_hint</c> and <c>acr_values</c> are ignored, as the profile allows or asks.
/// </summary>
internal sealed class AuthorizationRequest
{
    internal required string CodeChallenge { get; init; }

    internal required string? Nonce { get; init; }

    internal required GrantedScopes Scopes { get; init; }

    internal static AuthorizationRequest Parse(Parameters parameters)
    {
        Require(!parameters.AnyRepeated, "A parameter was given more than once.");
        Refuse(parameters[Names.Request] is not null, Wire.OAuthErrors.RequestNotSupported, "Request objects are not supported.");
        Refuse(parameters[Names.RequestUri] is not null, Wire.OAuthErrors.RequestUriNotSupported, "Request objects are not supported.");

        Require(parameters[Names.ResponseType] is not null, "response_type is missing.");
        Refuse(parameters[Names.ResponseType] != Wire.ResponseTypes.Code, Wire.OAuthErrors.UnsupportedResponseType, "Only the response type code is supported.");
        Require(parameters[Names.ResponseMode] is null or Wire.ResponseModes.Query, "Only the response mode query is supported.");

        // The profile requires protection against forged callbacks; a state is the one a backend can show to every operator.
        Require(parameters[Names.State] is { } state && Patterns.PrintableAscii.IsMatch(state), "A state of printable ASCII characters is required.");

        var challenge = parameters[Names.CodeChallenge];
        Require(challenge is not null, "code_challenge is missing: PKCE is required.");
        Require(parameters[Names.CodeChallengeMethod] == Wire.CodeChallengeMethods.S256, "code_challenge_method must be S256.");
        Require(Patterns.CodeChallenge.IsMatch(challenge!), "code_challenge must be a SHA-256 in unpadded base64url.");

        CheckPrompt(parameters[Names.Prompt]);
        return new AuthorizationRequest
        {
            CodeChallenge = challenge!,
            Nonce = parameters[Names.Nonce],
            Scopes = GrantedScopes.Parse(parameters[Names.Scope]),
        };
    }

    /// <summary>Number Verification implies <c>prompt=none</c>: where another prompt would need the user, the operator must answer with an error instead.</summary>
    private static void CheckPrompt(string? prompt)
    {
        var values = prompt?.Split(' ') ?? [Wire.Prompts.None];
        Require(values.All(value => value is Wire.Prompts.None or Wire.Prompts.Login or Wire.Prompts.Consent or Wire.Prompts.SelectAccount), "prompt is unknown.");
        Require(values.Length == 1 || !values.Contains(Wire.Prompts.None), "prompt=none cannot be combined with another prompt.");
        Refuse(!values.Contains(Wire.Prompts.None), Wire.OAuthErrors.InteractionRequired, "Number Verification happens without the user.");
    }

    private static void Require(bool satisfied, string description) => Refuse(!satisfied, Wire.OAuthErrors.InvalidRequest, description);

    private static void Refuse(bool refused, string error, string description)
    {
        if (refused)
        {
            throw new OAuthException(error, description);
        }
    }
}
