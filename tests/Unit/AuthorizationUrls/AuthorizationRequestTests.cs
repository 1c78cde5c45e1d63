using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Base64Url = System.Buffers.Text.Base64Url;

namespace NumberVerify.Unit.Tests.AuthorizationUrls;

/// <summary>The value a backend keeps between the redirect and the callback.</summary>
public sealed partial class AuthorizationRequestTests
{
    [Fact]
    public void Ten_thousand_requests_share_no_state_nonce_or_verifier()
    {
        var values = Enumerable.Range(0, 10_000).Select(static _ => AuthorizationRequest.Create()).SelectMany(static request => new[] { request.State, request.Nonce, request.CodeVerifier }).ToList();

        Assert.Equal(30_000, values.Distinct(StringComparer.Ordinal).Count());
        Assert.All(values, static value => Assert.Matches(RandomText, value));
    }

    [Fact]
    public void Ten_thousand_URLs_share_no_state_nonce_or_challenge_and_each_challenge_is_its_verifiers()
    {
        var client = new FakeOperator().Client;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var flow = 0; flow < 10_000; flow++)
        {
            var request = AuthorizationRequest.Create();
            var url = client.GetAuthUrl(request);

            Assert.Equal(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(request.CodeVerifier))), Query.Value(url, "code_challenge"));
            Assert.All(new[] { "state", "nonce", "code_challenge" }, name => Assert.True(seen.Add(Query.Value(url, name)!)));
            Assert.DoesNotContain(request.CodeVerifier, url.AbsoluteUri, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_applications_state_is_kept_and_not_sent()
    {
        var request = AuthorizationRequest.Create("basket 7 of Ana");

        Assert.Equal("basket 7 of Ana", request.ApplicationState);
        Assert.DoesNotContain("basket", new FakeOperator().Client.GetAuthUrl(request).AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public void The_applications_state_comes_back_with_the_user() =>
        Assert.Equal("basket 7", new FakeOperator().SignIn(request: AuthorizationRequest.Create("basket 7")).ApplicationState);

    [Theory]
    [MemberData(nameof(Numbers.AsPeopleWriteThem), MemberType = typeof(Numbers))]
    public void An_application_state_that_is_a_number_is_refused(string number)
    {
        var exception = Assert.Throws<ArgumentException>(() => AuthorizationRequest.Create(number));

        Assert.DoesNotContain(number, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Numbers.Malformed), MemberType = typeof(Numbers))]
    public void A_malformed_test_number_is_refused(string number) => Assert.Throws<ArgumentException>(() => AuthorizationRequest.Create(useDevNumber: number));

    [Fact]
    public void A_verifier_has_the_43_characters_of_RFC_7636_at_least_and_state_and_nonce_have_128_bits()
    {
        var request = AuthorizationRequest.Create();

        Assert.InRange(request.CodeVerifier.Length, 43, 128);
        Assert.InRange(request.State.Length, 22, 128);
        Assert.InRange(request.Nonce.Length, 22, 128);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{22,43}\z")]
    private static partial Regex RandomText { get; }
}
