using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace NumberVerify.Unit.Tests.Exchange;

/// <summary>private_key_jwt: what is asserted, and that the registered key signed it.</summary>
public sealed class ClientAssertionTests
{
    private readonly FakeOperator _operator = new();

    public static TheoryData<string, string> Signers => new()
    {
        { "pem", "ES256" }, { "pem", "ES384" }, { "pem", "ES512" }, { "pem", "RS256" }, { "pem", "PS256" }, { "pem", "RS512" }, { "pem", "PS384" },
        { "sec1", "ES256" }, { "pkcs1", "RS256" }, { "jwk", "ES256" }, { "jwk", "ES384" }, { "jwk", "RS256" }, { "jwk", "PS256" },
        { "certificate", "ES256" }, { "certificate", "RS256" }, { "certificate", "PS256" }, { "own", "ES256" },
    };

    [Theory]
    [MemberData(nameof(Signers))]
    public async Task The_signature_is_that_of_the_key(string form, string algorithm)
    {
        using var key = SigningKeyPair.Create(algorithm);
        _operator.Options.Signer = key.ToSigner(form);

        await _operator.SignIn().GetSessionAsync();

        var parts = Assertion().Split('.');
        Assert.Equal(3, parts.Length);
        Assert.Equal(algorithm, (string?)OperatorKey.Decode(parts[0])["alg"]);
        Assert.Equal("the-key", (string?)OperatorKey.Decode(parts[0])["kid"]);
        Assert.True(key.Verify(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2])));
    }

    [Fact]
    public async Task The_claims_are_exactly_these()
    {
        var now = _operator.Time.GetUtcNow().ToUnixTimeSeconds();

        await _operator.SignIn().GetSessionAsync();

        var claims = OperatorKey.Decode(Assertion().Split('.')[1]);
        Assert.Equal(["aud", "exp", "iat", "iss", "jti", "sub"], claims.Select(static claim => claim.Key).Order(StringComparer.Ordinal));
        Assert.Equal((FakeOperator.ClientId, FakeOperator.ClientId, FakeOperator.TokenEndpoint), ((string?)claims["iss"], (string?)claims["sub"], (string?)claims["aud"]));
        Assert.Equal(now, (long)claims["iat"]!);
        Assert.InRange((long)claims["exp"]! - now, 1, 300);
        Assert.InRange(((string)claims["jti"]!).Length, 22, 128);
    }

    [Fact]
    public async Task The_audience_is_the_endpoint_as_its_operator_writes_it()
    {
        FakeOperator.Discovered(_operator.Options);
        _operator.OnMetadata = _ =>
        {
            var metadata = FakeOperator.MetadataBody();
            metadata["token_endpoint"] = "https://OP.example:443/token";
            return FakeHandler.Json(metadata.ToJsonString());
        };
        await _operator.Client.DiscoverAsync();

        await _operator.SignIn().GetSessionAsync();

        Assert.Equal("https://OP.example:443/token", (string?)OperatorKey.Decode(Assertion().Split('.')[1])["aud"]);
    }

    [Fact]
    public async Task Every_attempt_has_a_jti_of_its_own()
    {
        _operator.OnToken = _ => throw FakeHandler.Broken(HttpRequestError.ConnectionError);
        var user = _operator.SignIn();

        for (var attempt = 0; attempt < 20; attempt++)
        {
            await Assert.ThrowsAsync<TransportException>(() => user.GetSessionAsync());
        }

        var identifiers = _operator.Sent(FakeOperator.TokenEndpoint).Select(static request => (string?)OperatorKey.Decode(request.Field("client_assertion")!.Split('.')[1])["jti"]).ToList();
        Assert.Equal(20, identifiers.Distinct().Count());
    }

    [Theory]
    [InlineData("client \"with\" <odd> & \\ characters")]
    public async Task An_odd_client_identifier_is_asserted_as_it_is(string clientId)
    {
        _operator.Options.ClientId = clientId;

        await Record.ExceptionAsync(() => _operator.SignIn().GetSessionAsync());

        Assert.Equal(clientId, (string?)OperatorKey.Decode(Assertion().Split('.')[1])["iss"]);
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(TaskCanceledException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task A_signer_that_fails_sends_nothing_and_the_code_stays_good(Type failure)
    {
        var signer = new FailingSigner((Exception)Activator.CreateInstance(failure)!);
        _operator.Options.Signer = signer;
        var user = _operator.SignIn();
        Assert.Equal(failure, (await Record.ExceptionAsync(() => user.GetSessionAsync()))?.GetType());
        signer.IsBroken = false;

        Assert.Equal(FakeOperator.Token, (await user.GetSessionAsync()).AccessToken);

        Assert.Single(_operator.Sent(FakeOperator.TokenEndpoint));
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(3309)]
    [InlineData(8192)]
    public async Task A_signature_may_be_as_long_as_tomorrows_algorithms_make_it(int length)
    {
        var signature = new byte[length];
        _operator.Options.Signer = new FailingSigner(signature) { IsBroken = false };

        await _operator.SignIn().GetSessionAsync();

        Assert.Equal(signature, Base64Url.DecodeFromChars(Assertion().Split('.')[2]));
    }

    [Fact]
    public void Keys_that_do_not_fit_are_refused_without_a_word_of_them()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var small = RSA.Create(1024);
        using var rsa = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=public", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        using var publicOnly = X509CertificateLoader.LoadCertificate(certificate.RawData);
        var attempts = new (Func<ISigner> Make, string Material)[]
        {
            (() => Signer.FromPem(curve.ExportSubjectPublicKeyInfoPem(), "k"), curve.ExportSubjectPublicKeyInfoPem()),
            (() => Signer.FromPem(curve.ExportPkcs8PrivateKeyPem(), "k", "ES384"), curve.ExportPkcs8PrivateKeyPem()),
            (() => Signer.FromPem(curve.ExportPkcs8PrivateKeyPem(), "k", "none"), curve.ExportPkcs8PrivateKeyPem()),
            (() => Signer.FromPem(rsa.ExportPkcs8PrivateKeyPem(), "k", "HS256"), rsa.ExportPkcs8PrivateKeyPem()),
            (() => Signer.FromPem(rsa.ExportPkcs8PrivateKeyPem(), ""), rsa.ExportPkcs8PrivateKeyPem()),
            (() => Signer.FromPem(small.ExportPkcs8PrivateKeyPem(), "k"), small.ExportPkcs8PrivateKeyPem()),
            (() => Signer.FromPem(curve.ExportEncryptedPkcs8PrivateKeyPem("password", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1)), "k"), "ENCRYPTED"),
            (() => Signer.FromPem("canary", "k"), "canary"),
            (() => Signer.FromJwk("canary"), "canary"),
            (() => Signer.FromJwk("""{"kty":"oct","k":"canary","kid":"k"}"""), "canary"),
            (() => Signer.FromJwk("""{"kty":"EC","crv":"P-256","x":"canary","y":"canary","d":"canary","kid":"k"}"""), "canary"),
            (() => Signer.FromJwk("""{"kty":"RSA","n":"canary","e":"AQAB","d":"canary","kid":"k"}"""), "canary"),
            (() => Signer.FromCertificate(publicOnly), "BEGIN"),
        };

        Assert.All(attempts, static attempt => Assert.DoesNotContain(attempt.Material, Assert.ThrowsAny<ArgumentException>(() => attempt.Make()).ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_certificate_is_known_by_its_thumbprint_unless_told_otherwise()
    {
        using var rsa = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=app", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));

        Assert.Equal(certificate.Thumbprint, Signer.FromCertificate(certificate).KeyId);
    }

    [Fact]
    public async Task One_key_signs_for_many_threads_at_once()
    {
        using var key = SigningKeyPair.Create("ES256");
        var signer = key.ToSigner("pem");

        var signatures = await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Task.Run(async () => (Data: BitConverter.GetBytes(number), Signature: await signer.SignAsync(BitConverter.GetBytes(number))))));

        Assert.All(signatures, pair => Assert.True(key.Verify(pair.Data, pair.Signature.Span)));
    }

    private string Assertion() => _operator.Sent(FakeOperator.TokenEndpoint).First().Field("client_assertion")!;

    private sealed class FailingSigner(byte[] signature) : ISigner
    {
        private readonly Exception? _failure;

        public FailingSigner(Exception failure)
            : this(new byte[64]) => _failure = failure;

        public bool IsBroken { get; set; } = true;

        public string KeyId => "k";

        public string Algorithm => "ES256";

        public async ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return IsBroken ? throw _failure! : signature;
        }
    }
}
