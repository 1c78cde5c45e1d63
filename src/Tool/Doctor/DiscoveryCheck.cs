using NumberVerify.Generated;
using NumberVerify.Tool.Operators;

namespace NumberVerify.Tool.Doctor;

/// <summary>Whether what the operator publishes (OIDC Discovery 3) is for this issuer and offers what the client needs.</summary>
internal static class DiscoveryCheck
{
    private const string Register = "Ask the operator, or choose another --profile.";

    /// <summary>Whether there is anything to discover: with endpoints agreed out of band there is not.</summary>
    public static bool Applies(NumberVerifyClientOptions options) => (options.AuthorizationEndpoint ?? options.AuthBase ?? options.Profile.AuthBase) is null;

    public static async Task<(CheckResult Result, ProviderMetadata? Metadata)> RunAsync(OperatorServices services, CancellationToken cancellationToken)
    {
        var options = services.Options;
        if (!Applies(options))
        {
            return (CheckResult.NotChecked(CheckNames.Discovery, "The endpoints are agreed out of band."), null);
        }

        try
        {
            using var http = services.CreateHttpClient();
            var address = new Uri($"{options.Issuer!.TrimEnd('/')}/{OpenIdConnectClient.GetProviderMetadataPath}");
            var metadata = (await new OpenIdConnectClient(http) { GetProviderMetadataUri = address }.GetProviderMetadataAsync(cancellationToken).ConfigureAwait(false)).Result;
            return (CheckResult.Of(CheckNames.Discovery, $"{options.Issuer} publishes what is needed.", [.. FindingsOf(options, metadata)]), metadata);
        }
        catch (NumberVerifyException exception)
        {
            return (new CheckResult(
                CheckNames.Discovery, CheckStatus.Failed, $"The metadata cannot be read: {OperatorFailure.Describe(exception)}", "See that the issuer is the operator's, letter by letter, and reachable from here; a proxy is set by HTTPS_PROXY."), null);
        }
    }

    private static IEnumerable<Finding> FindingsOf(NumberVerifyClientOptions options, ProviderMetadata metadata)
    {
        var profile = options.Profile;
        if (!string.Equals(metadata.Issuer, options.Issuer, StringComparison.Ordinal))
        {
            yield return Finding.Failed("The metadata names another issuer than the configured one.", "Configure the issuer as the operator writes it, to the last slash; they are compared letter by letter.");
        }

        foreach (var (name, endpoint) in new[] { ("authorization_endpoint", metadata.AuthorizationEndpoint), ("token_endpoint", metadata.TokenEndpoint), ("jwks_uri", metadata.JwksUri) })
        {
            if (endpoint.Scheme != Uri.UriSchemeHttps && !(options.AllowLoopbackHttp && endpoint.IsLoopback))
            {
                yield return Finding.Failed($"{name} is not https.", "Ask the operator.");
            }
        }

        if (profile.UsesPkce)
        {
            if (metadata.CodeChallengeMethodsSupported is null)
            {
                yield return Finding.Warning("code_challenge_methods_supported is missing.", "Ask the operator whether PKCE with S256 is taken.");
            }
            else if (!metadata.CodeChallengeMethodsSupported.Contains("S256"))
            {
                yield return Finding.Failed("code_challenge_methods_supported lacks S256.", Register);
            }
        }

        if (metadata.ResponseTypesSupported?.Contains("code") == false)
        {
            yield return Finding.Failed("response_types_supported lacks code.", Register);
        }

        if (metadata.GrantTypesSupported?.Contains("authorization_code") == false)
        {
            yield return Finding.Failed("grant_types_supported lacks authorization_code.", Register);
        }

        if (MethodOf(profile.ClientAuthentication) is { } method)
        {
            // OIDC Discovery 3: where the operator says nothing, it is client_secret_basic.
            if (metadata.TokenEndpointAuthMethodsSupported?.Contains(method) == false || (metadata.TokenEndpointAuthMethodsSupported is null && method != "client_secret_basic"))
            {
                yield return Finding.Failed($"token_endpoint_auth_methods_supported lacks {method}.", "Choose another --client-authentication, as the client is registered.");
            }
        }

        if (profile.ClientAuthentication == ClientAuthenticationMethod.PrivateKeyJwt && metadata.TokenEndpointAuthSigningAlgValuesSupported?.Contains(options.Signer!.Algorithm) == false)
        {
            yield return Finding.Failed($"token_endpoint_auth_signing_alg_values_supported lacks {options.Signer!.Algorithm}.", "Choose another --signing-algorithm, or register a key of another kind.");
        }

        if (profile.SignsAuthorizationRequests && metadata.RequestParameterSupported == false)
        {
            yield return Finding.Failed("request_parameter_supported is false, and the profile signs its requests.", Register);
        }

        if (profile.DPoP == DPoPUse.Required && metadata.DpopSigningAlgValuesSupported is not { Count: > 0 })
        {
            yield return Finding.Failed("dpop_signing_alg_values_supported is missing, and the profile requires DPoP.", Register);
        }
    }

    private static string? MethodOf(ClientAuthenticationMethod method) => method switch
    {
        ClientAuthenticationMethod.PrivateKeyJwt => "private_key_jwt",
        ClientAuthenticationMethod.ClientSecretBasic => "client_secret_basic",
        ClientAuthenticationMethod.ClientSecretPost => "client_secret_post",
        _ => null,
    };
}
