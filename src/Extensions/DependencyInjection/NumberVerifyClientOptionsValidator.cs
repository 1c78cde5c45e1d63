using System.Buffers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace NumberVerify;

/// <summary>Says everything that is wrong with the options at once; no message repeats a value.</summary>
internal sealed class NumberVerifyClientOptionsValidator(IHostEnvironment? environment = null) : IValidateOptions<NumberVerifyClientOptions>
{
    private const string PurposeRule = "must be exactly one purpose of the W3C Data Privacy Vocabulary, such as dpv:FraudPreventionAndDetection, spelt as the profile's operator spells it.";

    private static readonly TimeSpan s_shortestTimeout = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestTimeout = TimeSpan.FromSeconds(100);
    private static readonly SearchValues<char> s_ofName = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

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

    private static bool IsPath(string? path) =>
        !string.IsNullOrEmpty(path)
        && !path.Split('/').Any(static segment => segment is "" or "." or "..")
        && !path.AsSpan().ContainsAnyExceptInRange('!', '~')
        && !path.AsSpan().ContainsAny("?#\\:%");

    /// <summary>In a scope it is a name of the vocabulary and nothing more: a colon or a number sign there is another operator's spelling.</summary>
    private static bool IsPurpose(string? purpose, PurposePlace? place) =>
        purpose is not null
        && ParameterRules.PurposeFault(purpose) is null
        && (place == PurposePlace.Parameter || purpose.AsSpan(ProtocolNames.Values.PurposePrefix.Length).IndexOfAnyExcept(s_ofName) < 0);

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

        if ((options.RedirectUri is not null || options.Profile?.RequiresRedirectUri != false) && UriRules.RedirectUriFault(options.RedirectUri) is { } redirectUri)
        {
            yield return $"RedirectUri {redirectUri}";
        }

        var addresses = OperatorAddresses.Of(options);
        if (Root(nameof(options.ApiRoot), addresses.ApiRoot) is { } apiRoot)
        {
            yield return apiRoot;
        }

        if (options.AuthBase is not null)
        {
            if (Root(nameof(options.AuthBase), options.AuthBase) is { } authBase)
            {
                yield return authBase;
            }

            if (options.Profile is { AuthorizationPath: null } or { TokenPath: null })
            {
                yield return "AuthBase must be null: the profile has no paths below it; give AuthorizationEndpoint and TokenEndpoint.";
            }
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

        if (options.Purpose is not null && !IsPurpose(options.Purpose, options.Profile?.PurposePlace))
        {
            yield return $"Purpose {PurposeRule}";
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

        string? Root(string property, Uri? uri) => Endpoint(property, uri) ?? (uri!.Query.Length > 0 ? $"{property} must have no query." : null);

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

            if (addresses is { AuthorizationEndpoint: null, TokenEndpoint: null } && given.AuthBase is null)
            {
                if (given.Issuer is null)
                {
                    yield return "Issuer must be given, for discovery, or AuthorizationEndpoint and TokenEndpoint.";
                }

                yield break;
            }

            foreach (var (property, uri) in new[] { (nameof(given.AuthorizationEndpoint), addresses.AuthorizationEndpoint), (nameof(given.TokenEndpoint), addresses.TokenEndpoint) })
            {
                // Below a faulty root there is no endpoint whose fault could be told.
                if ((given.AuthBase is null || given.AuthorizationEndpoint is not null || given.TokenEndpoint is not null) && Endpoint(property, uri) is { } endpoint)
                {
                    yield return endpoint;
                }
            }

            if ((given.BackchannelAuthenticationEndpoint is not null || given.Profile?.OperatorTokenGrant == OperatorTokenGrant.Ciba)
                && Endpoint(nameof(given.BackchannelAuthenticationEndpoint), given.BackchannelAuthenticationEndpoint) is { } backchannel)
            {
                yield return backchannel;
            }

            if (given.Profile?.IdTokenIsChecked == true)
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
            if (!Enum.IsDefined(profile.ClientAuthentication))
            {
                yield return "Profile.ClientAuthentication is unknown.";
            }
            else if (profile.ClientAuthentication is ClientAuthenticationMethod.PrivateKeyJwt or ClientAuthenticationMethod.ApplicationJwt)
            {
                if (given.Signer is null)
                {
                    yield return "Signer must be given: the profile authenticates with a signed JWT.";
                }

                if (given.ClientSecret is not null)
                {
                    yield return "ClientSecret must be null: the profile authenticates with a signed JWT and would not send it.";
                }
            }
            else if (string.IsNullOrEmpty(given.ClientSecret))
            {
                yield return "ClientSecret must be given: the profile authenticates with a client secret.";
            }

            if (profile.SignsAuthorizationRequests && given.Signer is null && !ClientProof.IsSigned(given))
            {
                yield return "Signer must be given: the profile signs its authorization requests.";
            }

            if (!Enum.IsDefined(profile.RequestObjectAudience))
            {
                yield return "Profile.RequestObjectAudience is unknown.";
            }
            else if (profile.RequestObjectAudience == RequestObjectAudience.Issuer && profile.SignsAuthorizationRequests && given.Issuer is null)
            {
                yield return "Issuer must be given: the profile's signed requests are for it.";
            }

            if (!Enum.IsDefined(profile.DPoP))
            {
                yield return "Profile.DPoP is unknown.";
            }

            if (given.DPoPSigner is { } bound)
            {
                if (profile.DPoP == DPoPUse.Off)
                {
                    yield return "DPoPSigner must be null: the profile uses no DPoP.";
                }

                if (!PublicJwk.IsValid(bound.PublicJwk))
                {
                    yield return "DPoPSigner must tell its PublicJwk: an EC or RSA key without a private part.";
                }
            }

            foreach (var (property, path) in new[] { (nameof(profile.ApiPath), profile.ApiPath), (nameof(profile.AuthorizationPath), profile.AuthorizationPath ?? "authorize"), (nameof(profile.TokenPath), profile.TokenPath ?? "token") })
            {
                if (!IsPath(path))
                {
                    yield return $"Profile.{property} must be a path without slashes at its ends.";
                }
            }

            if ((profile.AuthorizationPath is null) != (profile.TokenPath is null) || (profile.AuthorizationPath is null && (profile.AuthBase ?? profile.TokenBase) is not null))
            {
                yield return "Profile.AuthBase needs AuthorizationPath and TokenPath, and neither of these goes without the other.";
            }

            foreach (var (property, scope) in new[] { (nameof(profile.VerifyScope), profile.VerifyScope), (nameof(profile.DevicePhoneNumberScope), profile.DevicePhoneNumberScope) })
            {
                if (ParameterRules.ScopeFault(scope) is not null || scope.AsSpan().ContainsAny(' ', ProtocolNames.Values.PurposeSeparator) || scope == ProtocolNames.Values.OpenId || scope.StartsWith(ProtocolNames.Values.PurposePrefix, StringComparison.Ordinal))
                {
                    yield return $"Profile.{property} must be one API scope, neither openid nor a purpose nor joined to one.";
                }
            }

            if (!Enum.IsDefined(profile.OperatorTokenGrant))
            {
                yield return "Profile.OperatorTokenGrant is unknown.";
            }

            if (!Enum.IsDefined(profile.PurposePlace))
            {
                yield return "Profile.PurposePlace is unknown.";
            }

            foreach (var (property, purpose) in new[] { (nameof(profile.VerifyPurpose), profile.VerifyPurpose), (nameof(profile.DevicePhoneNumberPurpose), profile.DevicePhoneNumberPurpose) })
            {
                if (!IsPurpose(purpose, profile.PurposePlace))
                {
                    yield return $"Profile.{property} {PurposeRule}";
                }
            }

            if (!profile.SendsApiScope && (profile.PurposePlace != PurposePlace.Parameter || !profile.UsesOpenId))
            {
                yield return "Profile.SendsApiScope may be false only where the purpose is a parameter and openid is the scope: nothing else would say what the token is for.";
            }

            if (profile.IdTokenIsChecked && !profile.SendsNonce)
            {
                yield return "Profile.SendsNonce must be true: the nonce ties the id_token that is checked to its authorization.";
            }

            if (profile.RequiresLoginHint && !profile.IsSandbox)
            {
                yield return "Profile.RequiresLoginHint is for sandboxes: a number does not belong into a URL.";
            }

            if (ParameterRules.MaxAgeFault(profile.MaxAge) is { } maxAge)
            {
                yield return $"Profile.MaxAge: {maxAge}";
            }

            if (ParameterRules.PromptFault(profile.Prompt) is { } prompt)
            {
                yield return $"Profile.Prompt: {prompt}";
            }
        }
    }
}
