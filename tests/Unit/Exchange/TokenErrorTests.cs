using System.Net;
using System.Text;

namespace NumberVerify.Unit.Tests.Exchange;

/// <summary>Every refusal of the token endpoint has a type, one attempt, and nothing of the body in it.</summary>
public sealed class TokenErrorTests
{
    private readonly FakeOperator _operator = new();

    [Theory]
    [InlineData(400, "invalid_grant", typeof(CodeRejectedException))]
    [InlineData(400, "invalid_request", typeof(ClientRejectedException))]
    [InlineData(400, "invalid_client", typeof(ClientRejectedException))]
    [InlineData(401, "invalid_client", typeof(ClientRejectedException))]
    [InlineData(400, "unauthorized_client", typeof(ClientRejectedException))]
    [InlineData(400, "unsupported_grant_type", typeof(ClientRejectedException))]
    [InlineData(400, "invalid_scope", typeof(ClientRejectedException))]
    [InlineData(400, "invalid_dpop_proof", typeof(ClientRejectedException))]
    [InlineData(401, "something_else", typeof(ClientRejectedException))]
    [InlineData(400, "something_else", typeof(RequestRejectedException))]
    [InlineData(403, "access_denied", typeof(RequestRejectedException))]
    [InlineData(404, "not_found", typeof(RequestRejectedException))]
    [InlineData(429, "slow_down", typeof(RateLimitedException))]
    [InlineData(500, "server_error", typeof(OperatorUnavailableException))]
    [InlineData(503, "temporarily_unavailable", typeof(OperatorUnavailableException))]
    [InlineData(201, "created", typeof(UnexpectedResponseException))]
    [InlineData(299, "odd", typeof(UnexpectedResponseException))]
    public async Task A_refusal_is_typed_by_status_and_code(int status, string code, Type type)
    {
        _operator.OnToken = _ => FakeHandler.Json($$"""{"error_description":"canary\r\n\u0000","error":"{{code}}","error_uri":"https://canary.example"}""", (HttpStatusCode)status);

        var exception = await RefusalAsync();

        Assert.IsType(type, exception);
        Assert.Equal((status, code), ((int)exception.StatusCode!, exception.Code));
        Assert.True(exception.RequestMayHaveBeenProcessed);
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(204)]
    [InlineData(206)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_or_an_empty_success_is_an_error_and_nothing_is_sent_elsewhere(int status)
    {
        _operator.OnToken = _ => new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent([]) }.With("Location", "https://evil.example/token");

        Assert.IsType<UnexpectedResponseException>(await RefusalAsync());
    }

    [Theory]
    [InlineData(400, "<html>canary</html>", "text/html", typeof(RequestRejectedException))]
    [InlineData(401, "", null, typeof(ClientRejectedException))]
    [InlineData(500, "", null, typeof(OperatorUnavailableException))]
    [InlineData(502, "<html>canary</html>", "text/html", typeof(OperatorUnavailableException))]
    [InlineData(400, "{\"error\":", "application/json", typeof(RequestRejectedException))]
    [InlineData(400, "[\"canary\"]", "application/json", typeof(RequestRejectedException))]
    [InlineData(400, "{\"error\":{\"error\":\"invalid_grant\"}}", "application/json", typeof(RequestRejectedException))]
    [InlineData(400, "{\"error\":7}", "application/json", typeof(RequestRejectedException))]
    public async Task An_unreadable_error_body_leaves_the_status(int status, string body, string? mediaType, Type type)
    {
        _operator.OnToken = _ => FakeHandler.Bytes(Encoding.UTF8.GetBytes(body), mediaType, (HttpStatusCode)status);

        var exception = await RefusalAsync();

        Assert.IsType(type, exception);
        Assert.Equal((status, null), ((int)exception.StatusCode!, exception.Code));
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_description_of_a_megabyte_is_not_read_through()
    {
        var stream = new PaddedStream("""{"error":"invalid_grant","error_description":" """u8.ToArray(), 1_000_000);
        _operator.OnToken = _ => new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StreamContent(stream) { Headers = { ContentType = new("application/json") } } };

        var exception = await RefusalAsync();

        Assert.IsType<RequestRejectedException>(exception);
        Assert.InRange(stream.Position, 0, 256 * 1024);
        Assert.InRange(exception.Message.Length, 1, 500);
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData("Wed, 21 Oct 1998 07:28:00 GMT", 0)]
    [InlineData(null, null)]
    public async Task Too_many_requests_tell_how_long_to_wait_where_the_operator_does(string? retryAfter, int? seconds)
    {
        _operator.OnToken = _ => retryAfter is null ? FakeHandler.Json("{}", HttpStatusCode.TooManyRequests) : FakeHandler.Json("{}", HttpStatusCode.TooManyRequests).With("Retry-After", retryAfter);

        var exception = Assert.IsType<RateLimitedException>(await RefusalAsync());

        Assert.Equal(seconds is null ? null : TimeSpan.FromSeconds(seconds.Value), exception.RetryAfter);
    }

    /// <summary>One attempt, and never a second.</summary>
    private async Task<NumberVerifyException> RefusalAsync()
    {
        var user = _operator.SignIn();
        var exception = await Assert.ThrowsAnyAsync<NumberVerifyException>(() => user.GetSessionAsync());
        await Assert.ThrowsAnyAsync<NumberVerifyException>(() => user.VerifyNumberAsync());

        Assert.Equal(FakeOperator.TokenEndpoint, Assert.Single(_operator.Http.Sent).Uri.AbsoluteUri);
        return exception;
    }
}
