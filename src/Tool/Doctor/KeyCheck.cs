using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using NumberVerify.Generated;
using NumberVerify.Tool.Operators;

namespace NumberVerify.Tool.Doctor;

/// <summary>The client's own key: what it is, whether its certificate is still good, and whether the operator finds it where the client publishes it.</summary>
/// <param name="time">The clock that certificates are held against.</param>
internal sealed class KeyCheck(TimeProvider time)
{
    private const int SmallestRsa = 2048;
    private static readonly TimeSpan s_soon = TimeSpan.FromDays(30);

    /// <param name="services">The client.</param>
    /// <param name="keyFile">The PEM file, which may hold a certificate beside the key.</param>
    /// <param name="published">Where the client publishes its keys; null where it gave them to the operator.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<CheckResult> RunAsync(OperatorServices services, string? keyFile, Uri? published, CancellationToken cancellationToken)
    {
        if (services.Options.Signer is not { } signer)
        {
            return CheckResult.NotChecked(CheckNames.Key, "The client has no key: it authenticates with a secret.");
        }

        var findings = new List<Finding>();
        var kind = "a key it does not tell";
        if (signer.PublicJwk is { } jwk)
        {
            using var key = JsonDocument.Parse(jwk);
            kind = Kind(key.RootElement, findings);
            if (published is not null)
            {
                await FindAsync(services, signer.KeyId, key.RootElement, published, findings, cancellationToken).ConfigureAwait(false);
            }
        }

        if (keyFile is not null)
        {
            ExamineCertificate(keyFile, findings);
        }

        var place = published is null ? "It was not looked for where the client publishes it: --client-jwks gives the address." : "It is published.";
        return CheckResult.Of(CheckNames.Key, $"{kind}, {signer.Algorithm}, kid {signer.KeyId}. {place}", findings);
    }

    private static string Kind(JsonElement key, List<Finding> findings)
    {
        if (key.GetProperty("kty").GetString() == "EC")
        {
            return $"EC {key.GetProperty("crv").GetString()}";
        }

        var bits = Base64Url.DecodeFromChars(key.GetProperty("n").GetString()).Length * 8;
        if (bits < SmallestRsa)
        {
            findings.Add(Finding.Failed(string.Create(CultureInfo.InvariantCulture, $"The RSA key has {bits} bits."), "Make one of 2048 or more, or an EC key on P-256, and register it."));
        }

        return string.Create(CultureInfo.InvariantCulture, $"RSA {bits}");
    }

    private static async Task FindAsync(OperatorServices services, string keyId, JsonElement key, Uri published, List<Finding> findings, CancellationToken cancellationToken)
    {
        const string Remedy = "Publish the public key under the kid that is configured, before it is used.";
        try
        {
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = services.Options.Timeout };
            var set = (await new OpenIdConnectClient(http) { GetJsonWebKeySetUri = published }.GetJsonWebKeySetAsync(cancellationToken).ConfigureAwait(false)).Result;
            var named = set.Keys.FirstOrDefault(candidate => candidate.Kid == keyId);
            if (named is null)
            {
                findings.Add(Finding.Failed("The client's published keys have none with its kid.", Remedy));
            }
            else if (!IsSame(named, key))
            {
                findings.Add(Finding.Failed("The client's published key with that kid is another one.", Remedy));
            }
        }
        catch (NumberVerifyException exception)
        {
            findings.Add(Finding.Failed($"The client's published keys cannot be read: {OperatorFailure.Describe(exception)}", "Serve them where the operator looks, as a JSON Web Key Set (RFC 7517)."));
        }
    }

    private static bool IsSame(Generated.JsonWebKey published, JsonElement own)
    {
        return (published.Kty, published.Crv, published.X, published.Y, published.N, published.E) == (Text("kty"), Text("crv"), Text("x"), Text("y"), Text("n"), Text("e"));

        string? Text(string name) => own.TryGetProperty(name, out var member) ? member.GetString() : null;
    }

    private void ExamineCertificate(string keyFile, List<Finding> findings)
    {
        const string Remedy = "Have it renewed, and register the new one.";
        try
        {
            var pem = File.ReadAllText(keyFile);
            if (!pem.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal))
            {
                return;
            }

            using var certificate = X509Certificate2.CreateFromPem(pem);
            var end = certificate.NotAfter.ToUniversalTime();
            if (end <= time.GetUtcNow())
            {
                findings.Add(Finding.Failed(string.Create(CultureInfo.InvariantCulture, $"The key's certificate ended on {end:yyyy-MM-dd}."), Remedy));
            }
            else if (end - time.GetUtcNow() < s_soon)
            {
                findings.Add(Finding.Warning(string.Create(CultureInfo.InvariantCulture, $"The key's certificate ends on {end:yyyy-MM-dd}."), Remedy));
            }
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            findings.Add(Finding.Warning("The certificate beside the key cannot be read.", "Leave one certificate in the file, the key's own, or none."));
        }
    }
}
