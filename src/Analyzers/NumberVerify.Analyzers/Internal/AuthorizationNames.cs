using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers;

/// <summary>Tells by names whether something holds a parameter of an authorization request. An address has a state too, so has a component, and a cipher has a nonce: the company decides.</summary>
internal static class AuthorizationNames
{
    private static readonly string[] s_oauth = ["oauth", "oidc", "openid", "authorizationrequest", "authorizerequest", "authorizationparameters", "authorizationurl", "authorizeurl", "authurl", "numberverif"];

    private static readonly string[] s_oauthNamespaces = ["oauth", "oidc", "openid", "identity"];

    private static readonly ImmutableHashSet<string> s_certain = ImmutableHashSet.Create(
        StringComparer.Ordinal, "redirecturi", "redirecturl", "redirecturis", "responsetype", "codechallenge", "codeverifier", "loginhint", "authorizationendpoint");

    /// <summary>Of a form with an address, and of OAuth 1.0, whose nonce need not be secret.</summary>
    private static readonly ImmutableHashSet<string> s_others = ImmutableHashSet.Create(
        StringComparer.Ordinal, "city", "street", "zip", "zipcode", "postalcode", "postcode", "country", "timestamp", "consumerkey", "consumersecret", "tokensecret", "signaturemethod");

    /// <summary>The parameter that goes by <paramref name="key"/> on the wire.</summary>
    public static AuthorizationParameter OfKey(string key) => key switch
    {
        "state" => AuthorizationParameter.State,
        "nonce" => AuthorizationParameter.Nonce,
        "code_verifier" => AuthorizationParameter.CodeVerifier,
        "redirect_uri" => AuthorizationParameter.RedirectUri,
        "code_challenge_method" => AuthorizationParameter.CodeChallengeMethod,
        _ => AuthorizationParameter.None,
    };

    /// <summary>Whether the key of a form or query is one of an authorization request and of nothing else.</summary>
    public static bool IsCertainKey(string key) => key is "client_id" or "response_type" or "redirect_uri" or "code_challenge" or "code_challenge_method" or "login_hint";

    /// <summary>Whether the query of a URL holds such a key.</summary>
    public static bool HasCertainKey(string url) =>
        url.IndexOf("client_id=", StringComparison.Ordinal) >= 0 || url.IndexOf("response_type=", StringComparison.Ordinal) >= 0 || url.IndexOf("code_challenge=", StringComparison.Ordinal) >= 0;

    /// <summary>What a parameter, property or field is named after. Cheap for almost all names: the last letter is wrong.</summary>
    public static AuthorizationParameter OfName(string name)
    {
        if (name.Length < 5)
        {
            return AuthorizationParameter.None;
        }

        return (name[name.Length - 1] | ' ') switch
        {
            'e' when Ends("state") || Ends("nonce") => SecretNames.Join(name) switch
            {
                "state" or "oauthstate" or "authstate" or "authorizationstate" => AuthorizationParameter.State,
                "applicationstate" => AuthorizationParameter.ApplicationState,
                "nonce" or "oidcnonce" or "authorizationnonce" => AuthorizationParameter.Nonce,
                _ => AuthorizationParameter.None,
            },
            'r' when Ends("verifier") => SecretNames.Join(name) is "codeverifier" or "pkcecodeverifier" or "pkceverifier" ? AuthorizationParameter.CodeVerifier : AuthorizationParameter.None,
            'i' or 'l' or 's' when Ends("uri") || Ends("url") || Ends("uris") || Ends("urls") => SecretNames.Join(name) is
                "redirecturi" or "redirecturl" or "redirecturis" or "redirecturls" or "redirectionuri" or "oauthredirecturi" or "callbackuri" or "callbackurl"
                    ? AuthorizationParameter.RedirectUri : AuthorizationParameter.None,
            'd' when Ends("method") => SecretNames.Join(name) is "codechallengemethod" ? AuthorizationParameter.CodeChallengeMethod : AuthorizationParameter.None,
            _ => AuthorizationParameter.None,
        };

        bool Ends(string end) => name.EndsWith(end, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>How sure it is that a symbol that <see cref="OfName"/> knows belongs to an authorization request.</summary>
    public static AuthorizationCompany CompanyOf(ISymbol symbol, AuthorizationParameter parameter)
    {
        if (parameter is AuthorizationParameter.CodeVerifier or AuthorizationParameter.CodeChallengeMethod)
        {
            return AuthorizationCompany.Certain;
        }

        var hasClientId = false;
        var hasScope = false;
        var hasNonce = false;
        var isCertain = false;
        IEnumerable<ISymbol> company = symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol method } ? method.Parameters : symbol.ContainingType.GetMembers();
        foreach (var other in company)
        {
            var name = other is IMethodSymbol || SymbolEqualityComparer.Default.Equals(other, symbol) ? "" : SecretNames.Join(other.Name);
            if (s_others.Contains(name))
            {
                return AuthorizationCompany.None;
            }

            isCertain |= s_certain.Contains(name);
            hasClientId |= name is "clientid";
            hasScope |= name is "scope" or "scopes";
            hasNonce |= name is "nonce";
        }

        var type = symbol.ContainingType.Name;
        var member = symbol is IParameterSymbol ? symbol.ContainingSymbol.Name : "";
        if (isCertain || Holds(type, s_oauth) || Holds(member, s_oauth))
        {
            return AuthorizationCompany.Certain;
        }

        // A transaction has a nonce and a state, an exchange's request a nonce and a client_id.
        var isNamed = Holds(type, "authoriz") || Holds(member, "authoriz");
        if (parameter is not AuthorizationParameter.Nonce && (hasNonce || (hasClientId && (hasScope || isNamed)) || (hasScope && isNamed)))
        {
            return AuthorizationCompany.Certain;
        }

        return isNamed || hasClientId || hasScope || (parameter is AuthorizationParameter.RedirectUri && Holds(symbol.ContainingNamespace.ToDisplayString(), s_oauthNamespaces))
            ? AuthorizationCompany.Likely
            : AuthorizationCompany.None;
    }

    private static bool Holds(string name, string[] parts) => Array.Exists(parts, part => Holds(name, part));

    private static bool Holds(string name, string part) => name.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
}
