using NumberVerify.Analyzers;

namespace NumberVerify.Tool.Scan.Assemblies;

/// <summary>
/// Which argument of a foreign method is a client secret. An assembly names the parameters of its own methods only, so for those of others their place is kept here; which methods
/// these are, the analyzer's table says.
/// </summary>
internal static class SecretArguments
{
    private static readonly Dictionary<(string Type, string Method), int> s_places = KnownSinks.SecretParameters.ToDictionary(sink => (sink.Type, sink.Method), PlaceOf);

    /// <summary>From 0; null where the method takes no secret.</summary>
    public static int? Of(string type, string method) => s_places.TryGetValue((type, method), out var place) ? place : KnownSinks.SecretMethods.Contains(method) ? 0 : null;

    /// <summary>Most take the client's identifier and then its secret.</summary>
    private static int PlaceOf((string Type, string Method, string Parameter) sink) => (sink.Type, sink.Method) switch
    {
        (_, "WithClientSecret") => 0,
        ("Azure.Identity.ClientSecretCredential", _) => 2,
        ("IdentityModel.Client.TokenClient" or "Duende.IdentityModel.Client.TokenClient", _) => 2,
        ("Duende.IdentityModel.OidcClient.OidcClientOptions", _) => 2,
        ("Amazon.Extensions.CognitoAuthentication.CognitoUserPool", _) => 3,
        ("Amazon.Extensions.CognitoAuthentication.CognitoUser", _) => 4,
        _ => 1,
    };
}
