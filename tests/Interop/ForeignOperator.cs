using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace NumberVerify.Interop.Tests;

/// <summary>A certified OpenID Connect server in an operator's place, with one client and one subscriber.</summary>
internal sealed class ForeignOperator : IAsyncDisposable
{
    public const string ClientId = "backend: 1";
    public const string ClientSecret = "only for tests: 100% + more & a=b";
    public const string KeyId = "client-key";
    public const string RedirectUri = "https://app.example/callback?from=operator";
    public static readonly string[] Scopes = ["openid", "dpv:FraudPreventionAndDetection", "number-verification:verify"];

    private readonly NodeServer _server;
    private readonly RSA _rsa;
    private readonly ECDsa _ec;
    private readonly CookieContainer _cookies = new();

    private ForeignOperator(NodeServer server, string issuer, RSA rsa, ECDsa ec)
    {
        _server = server;
        Issuer = issuer;
        _rsa = rsa;
        _ec = ec;
    }

    public string Issuer { get; }

    /// <summary>Starts the server; <paramref name="configure"/> may change every setting of it, in its own words.</summary>
    public static async Task<ForeignOperator> StartAsync(Action<JsonObject>? configure = null)
    {
        var rsa = RSA.Create(2048);
        var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var serverRsa = RSA.Create(2048);
        using var serverEc = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var settings = new JsonObject
        {
            ["scopes"] = new JsonArray([.. Scopes.Select(scope => JsonValue.Create(scope))]),
            ["jwks"] = new JsonObject { ["keys"] = new JsonArray(Jwk(serverRsa, "server-rsa", isPrivate: true), Jwk(serverEc, "server-ec", isPrivate: true)) },
            ["clients"] = new JsonArray(new JsonObject
            {
                ["client_id"] = ClientId,
                ["client_secret"] = ClientSecret,
                ["redirect_uris"] = new JsonArray(RedirectUri),
                ["response_types"] = new JsonArray("code"),
                ["grant_types"] = new JsonArray("authorization_code"),
                ["token_endpoint_auth_method"] = "client_secret_basic",
                ["jwks"] = new JsonObject { ["keys"] = new JsonArray(Jwk(rsa, KeyId + "-rsa", isPrivate: false), Jwk(ec, KeyId, isPrivate: false)) },
            }),
        };
        configure?.Invoke(settings);
        var (server, line) = await NodeServer.StartAsync(["oidc-server.mjs"], line => line.StartsWith('{') ? line : null, settings.ToJsonString());
        return new ForeignOperator(server, (string)JsonNode.Parse(line)!["issuer"]!, rsa, ec);
    }

    /// <summary>The client's own entry in the settings.</summary>
    public static JsonObject Client(JsonObject settings) => settings["clients"]![0]!.AsObject();

    /// <summary>The client's key, as a signer for the algorithm.</summary>
    public ISigner Signer(string algorithm) => algorithm == "ES256"
        ? NumberVerify.Signer.FromPem(_ec.ExportPkcs8PrivateKeyPem(), KeyId, algorithm)
        : NumberVerify.Signer.FromPem(_rsa.ExportPkcs8PrivateKeyPem(), KeyId + "-rsa", algorithm);

    /// <summary>What the phone's browser does: follows the server's own pages, with its cookies, until it is sent to the app.</summary>
    public async Task<Uri> OpenAsync(Uri authorizationUrl)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies, UseProxy = false });
        browser.DefaultRequestHeaders.Add("X-Subscriber", "a-subscriber");
        for (var (url, hops) = (authorizationUrl, 0); hops < 10; hops++)
        {
            using var response = await browser.GetAsync(url);
            Assert.True(response.Headers.Location is not null, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
            url = new Uri(url, response.Headers.Location);
            if (url.OriginalString.StartsWith(RedirectUri, StringComparison.Ordinal))
            {
                return url;
            }
        }

        throw new InvalidOperationException("The server does not come to an end.");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _rsa.Dispose();
        _ec.Dispose();
    }

    private static JsonObject Jwk(AsymmetricAlgorithm key, string id, bool isPrivate)
    {
        var jwk = key switch
        {
            RSA rsa => Members(rsa.ExportParameters(isPrivate), isPrivate),
            ECDsa ec => Members(ec.ExportParameters(isPrivate), isPrivate),
            _ => throw new ArgumentException("Only RSA and EC keys are known.", nameof(key)),
        };
        jwk["kid"] = id;
        jwk["use"] = "sig";
        return jwk;
    }

    private static JsonObject Members(RSAParameters key, bool isPrivate)
    {
        var jwk = new JsonObject { ["kty"] = "RSA", ["n"] = Base64UrlEncoder.Encode(key.Modulus), ["e"] = Base64UrlEncoder.Encode(key.Exponent) };
        if (isPrivate)
        {
            jwk["d"] = Base64UrlEncoder.Encode(key.D);
            jwk["p"] = Base64UrlEncoder.Encode(key.P);
            jwk["q"] = Base64UrlEncoder.Encode(key.Q);
            jwk["dp"] = Base64UrlEncoder.Encode(key.DP);
            jwk["dq"] = Base64UrlEncoder.Encode(key.DQ);
            jwk["qi"] = Base64UrlEncoder.Encode(key.InverseQ);
        }

        return jwk;
    }

    private static JsonObject Members(ECParameters key, bool isPrivate)
    {
        var jwk = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64UrlEncoder.Encode(key.Q.X), ["y"] = Base64UrlEncoder.Encode(key.Q.Y) };
        if (isPrivate)
        {
            jwk["d"] = Base64UrlEncoder.Encode(key.D);
        }

        return jwk;
    }
}
