using System.Buffers.Text;
using NumberVerify.Tool.Operators;

namespace NumberVerify.Tool.Tests.Operators;

public sealed class AuthorizationLinkTests
{
    [Theory]
    [InlineData("state=a%20b&scope=openid", "a b")]
    [InlineData("scope=openid", null)]
    public void A_parameter_is_read_from_the_query(string query, string? state) =>
        Assert.Equal(state, AuthorizationLink.Parameter(new Uri("https://operator.example/authorize?" + query), "state"));

    [Fact]
    public void Of_a_signed_request_what_is_signed_counts()
    {
        var claims = Base64Url.EncodeToString("""{"state":"signed"}"""u8);

        Assert.Equal("signed", AuthorizationLink.Parameter(new Uri($"https://operator.example/authorize?client_id=one&state=beside&request=e30.{claims}.AA"), "state"));
    }
}
