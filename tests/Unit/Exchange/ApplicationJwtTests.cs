using System.Buffers.Text;
using System.Text;

namespace NumberVerify.Unit.Tests.Exchange;

/// <summary>The JWT by which an application shows itself where an operator has no client assertion.</summary>
public sealed class ApplicationJwtTests
{
    private readonly FakeOperator _operator = new(static options => options.Profile = options.Profile with { ClientAuthentication = ClientAuthenticationMethod.ApplicationJwt });

    [Fact]
    public async Task It_is_a_bearer_token_with_exactly_these_claims_and_the_form_names_no_client()
    {
        using var key = SigningKeyPair.Create("RS256");
        _operator.Options.Signer = key.ToSigner("pem");
        var now = _operator.Time.GetUtcNow().ToUnixTimeSeconds();

        await _operator.SignIn().GetSessionAsync();

        var request = _operator.Sent(FakeOperator.TokenEndpoint).Single();
        var header = request.Header("Authorization")!;
        Assert.StartsWith("Bearer ", header, StringComparison.Ordinal);
        var parts = header["Bearer ".Length..].Split('.');
        var claims = OperatorKey.Decode(parts[1]);
        Assert.Equal(["application_id", "exp", "iat", "jti"], claims.Select(static claim => claim.Key).Order(StringComparer.Ordinal));
        Assert.Equal((FakeOperator.ClientId, now), ((string?)claims["application_id"], (long)claims["iat"]!));
        Assert.InRange((long)claims["exp"]! - now, 1, 300);
        Assert.Equal(("JWT", "RS256"), ((string?)OperatorKey.Decode(parts[0])["typ"], (string?)OperatorKey.Decode(parts[0])["alg"]));
        Assert.True(key.Verify(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2])));
        Assert.Equal(["grant_type", "code", "redirect_uri", "code_verifier"], request.Form.Select(static member => member.Key));
    }

    [Fact]
    public async Task Each_exchange_has_one_of_its_own()
    {
        await _operator.SignIn().GetSessionAsync();
        await _operator.SignIn().GetSessionAsync();

        Assert.Equal(2, _operator.Sent(FakeOperator.TokenEndpoint).Select(static request => request.Header("Authorization")).Distinct().Count());
    }
}
