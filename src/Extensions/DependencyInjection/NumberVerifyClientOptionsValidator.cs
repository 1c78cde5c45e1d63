using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace NumberVerify;

/// <summary>Says everything that is wrong with the options at once; no message repeats a value.</summary>
internal sealed class NumberVerifyClientOptionsValidator(IHostEnvironment? environment = null) : IValidateOptions<NumberVerifyClientOptions>
{
    private static readonly TimeSpan s_shortestTimeout = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestTimeout = TimeSpan.FromSeconds(100);

    public ValidateOptionsResult Validate(string? name, NumberVerifyClientOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>For a client that is made without a container.</summary>
    public static void ThrowIfInvalid(NumberVerifyClientOptions options)
    {
        var result = new NumberVerifyClientOptionsValidator().Validate(Options.DefaultName, options);
        if (result.Failed)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(NumberVerifyClientOptions), result.Failures);
        }
    }

    private IEnumerable<string> Faults(NumberVerifyClientOptions options)
    {
        foreach (var fault in options.ReadFaults)
        {
            yield return fault;
        }

        if (ParameterRules.ClientIdFault(options.ClientId) is { } clientId)
        {
            yield return $"ClientId: {clientId}";
        }

        if (UriRules.RedirectUriFault(options.RedirectUri) is { } redirectUri)
        {
            yield return $"RedirectUri {redirectUri}";
        }

        if (Endpoint(nameof(options.ApiRoot), options.ApiRoot) is { } apiRoot)
        {
            yield return apiRoot;
        }
        else if (options.ApiRoot!.Query.Length > 0)
        {
            yield return "ApiRoot must have no query.";
        }

        foreach (var fault in EndpointFaults(options))
        {
            yield return fault;
        }

        if (options.Profile is null)
        {
            yield return "Profile must not be null; OperatorProfile.Camara is the default.";
        }
        else
        {
            foreach (var fault in ProfileFaults(options))
            {
                yield return fault;
            }
        }

        if (options.Purpose?.StartsWith(ProtocolNames.Values.PurposePrefix, StringComparison.Ordinal) != true
            || options.Purpose.Length == ProtocolNames.Values.PurposePrefix.Length
            || options.Purpose.Contains(' ', StringComparison.Ordinal)
            || ParameterRules.ScopeFault(options.Purpose) is not null)
        {
            yield return "Purpose must be exactly one purpose of the W3C Data Privacy Vocabulary, such as dpv:FraudPreventionAndDetection.";
        }

        if (options.Timeout < s_shortestTimeout || options.Timeout > s_longestTimeout)
        {
            yield return "Timeout must be between 0.1 and 100 seconds.";
        }

        if (options.AllowLoopbackHttp && Surroundings.IsProduction(environment))
        {
            yield return "AllowLoopbackHttp is for development: it is refused in the Production environment.";
        }

        string? Endpoint(string property, Uri? uri) =>
            UriRules.EndpointFault(uri, options.AllowLoopbackHttp) is { } fault ? $"{property} {fault}" : null;

        IEnumerable<string> EndpointFaults(NumberVerifyClientOptions given)
        {
            if (given.Issuer is null && given.Profile?.RequiresIssuerInCallback == true)
            {
                yield return "Issuer must be given: the profile requires it in every callback.";
            }

            if (given.Issuer?.Contains('?', StringComparison.Ordinal) == true)
            {
                yield return "Issuer must have no query.";
            }

            if (given.Issuer is not null && Endpoint(nameof(given.Issuer), Uri.TryCreate(given.Issuer, UriKind.Absolute, out var issuer) ? issuer : null) is { } fault)
            {
                yield return fault;
            }

            if (given.AuthorizationEndpoint is null && given.TokenEndpoint is null)
            {
                if (given.Issuer is null)
                {
                    yield return "Issuer must be given, for discovery, or AuthorizationEndpoint and TokenEndpoint.";
                }

                yield break;
            }

            foreach (var (property, uri) in new[] { (nameof(given.AuthorizationEndpoint), given.AuthorizationEndpoint), (nameof(given.TokenEndpoint), given.TokenEndpoint) })
            {
                if (Endpoint(property, uri) is { } endpoint)
                {
                    yield return endpoint;
                }
            }

            if (given.Profile?.UsesOpenId == true)
            {
                if (given.Issuer is null)
                {
                    yield return "Issuer must be given: the id_token is checked against it.";
                }

                if (Endpoint(nameof(given.JwksUri), given.JwksUri) is { } jwks)
                {
                    yield return jwks;
                }
            }
        }

        static IEnumerable<string> ProfileFaults(NumberVerifyClientOptions given)
        {
            var profile = given.Profile;
            if (profile.ClientAuthentication == ClientAuthenticationMethod.PrivateKeyJwt)
            {
                if (given.Signer is null)
                {
                    yield return "Signer must be given: the profile authenticates with private_key_jwt.";
                }

                if (given.ClientSecret is not null)
                {
                    yield return "ClientSecret must be null: the profile authenticates with private_key_jwt and would not send it.";
                }
            }
            else if (string.IsNullOrEmpty(given.ClientSecret))
            {
                yield return "ClientSecret must be given: the profile authenticates with a client secret.";
            }

            if (string.IsNullOrEmpty(profile.ApiPath) || profile.ApiPath.Split('/').Any(static segment => segment is "" or "." or "..") || profile.ApiPath.StartsWith('/') || profile.ApiPath.EndsWith('/') || profile.ApiPath.AsSpan().ContainsAnyExceptInRange('!', '~') || profile.ApiPath.AsSpan().ContainsAny('?', '#'))
            {
                yield return "Profile.ApiPath must be a path without slashes at its ends.";
            }

            foreach (var (property, scope) in new[] { (nameof(profile.VerifyScope), profile.VerifyScope), (nameof(profile.DevicePhoneNumberScope), profile.DevicePhoneNumberScope) })
            {
                if (ParameterRules.ScopeFault(scope) is not null || scope.Contains(' ', StringComparison.Ordinal) || scope == ProtocolNames.Values.OpenId || scope.StartsWith(ProtocolNames.Values.PurposePrefix, StringComparison.Ordinal) && !scope.Contains('#', StringComparison.Ordinal))
                {
                    yield return $"Profile.{property} must be one API scope, neither openid nor a purpose.";
                }
            }

            if (ParameterRules.PromptFault(profile.Prompt) is { } prompt)
            {
                yield return $"Profile.Prompt: {prompt}";
            }
        }
    }
}
