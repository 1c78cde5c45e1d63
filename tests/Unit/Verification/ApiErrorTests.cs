using System.Net;
using System.Text;

namespace NumberVerify.Unit.Tests.Verification;

/// <summary>Every refusal of the API has a type by its status and code, never by its text.</summary>
public sealed class ApiErrorTests
{
    private const string NotOnNetwork = "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK";

    private readonly FakeOperator _operator = new();

    [Theory]
    [InlineData(400, "INVALID_ARGUMENT", typeof(RequestRejectedException))]
    [InlineData(400, "OUT_OF_RANGE", typeof(RequestRejectedException))]
    [InlineData(401, "UNAUTHENTICATED", typeof(UnauthenticatedException))]
    [InlineData(401, "AUTHENTICATION_REQUIRED", typeof(UnauthenticatedException))]
    [InlineData(401, NotOnNetwork, typeof(UnauthenticatedException))]
    [InlineData(403, "PERMISSION_DENIED", typeof(PermissionDeniedException))]
    [InlineData(403, "INVALID_TOKEN_CONTEXT", typeof(PermissionDeniedException))]
    [InlineData(403, "NUMBER_VERIFICATION.INVALID_TOKEN_CONTEXT", typeof(PermissionDeniedException))]
    [InlineData(403, NotOnNetwork, typeof(NotOnMobileNetworkException))]
    [InlineData(403, "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_SUPPORTED_METHOD", typeof(NotOnMobileNetworkException))]
    [InlineData(403, "number_verification.user_not_authenticated_by_mobile_network", typeof(PermissionDeniedException))]
    [InlineData(403, "X.Y", typeof(PermissionDeniedException))]
    [InlineData(404, "NOT_FOUND", typeof(RequestRejectedException))]
    [InlineData(405, "METHOD_NOT_ALLOWED", typeof(RequestRejectedException))]
    [InlineData(406, "NOT_ACCEPTABLE", typeof(RequestRejectedException))]
    [InlineData(409, "CONFLICT", typeof(RequestRejectedException))]
    [InlineData(415, "UNSUPPORTED_MEDIA_TYPE", typeof(RequestRejectedException))]
    [InlineData(422, "SERVICE_NOT_APPLICABLE", typeof(RequestRejectedException))]
    [InlineData(429, "TOO_MANY_REQUESTS", typeof(RateLimitedException))]
    [InlineData(429, "QUOTA_EXCEEDED", typeof(RateLimitedException))]
    [InlineData(500, "INTERNAL", typeof(OperatorUnavailableException))]
    [InlineData(501, "NOT_IMPLEMENTED", typeof(OperatorUnavailableException))]
    [InlineData(502, "BAD_GATEWAY", typeof(OperatorUnavailableException))]
    [InlineData(503, "UNAVAILABLE", typeof(OperatorUnavailableException))]
    [InlineData(504, "TIMEOUT", typeof(OperatorUnavailableException))]
    [InlineData(201, "CREATED", typeof(UnexpectedResponseException))]
    [InlineData(299, "SOMETHING", typeof(UnexpectedResponseException))]
    [InlineData(600, "BEYOND", typeof(UnexpectedResponseException))]
    public async Task A_refusal_is_typed_by_status_and_code(int status, string code, Type type)
    {
        _operator.OnVerify = _ => FakeHandler.Json($$"""{"message":"canary +346661113334","code":"{{code}}","status":{{status}}}""", (HttpStatusCode)status);

        var exception = await RefusalAsync();

        Assert.IsType(type, exception);
        Assert.Equal((status, code), ((int)exception.StatusCode!, exception.Code));
        Assert.True(exception.RequestMayHaveBeenProcessed);
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
        Assert.Single(_operator.Sent(FakeOperator.VerifyUri));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_an_error_and_is_not_followed(int status)
    {
        _operator.OnVerify = _ => new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent([]) }.With("Location", "https://evil.example/verify");

        Assert.IsType<UnexpectedResponseException>(await RefusalAsync());
        Assert.DoesNotContain(_operator.Http.Sent, static request => request.Uri.Host == "evil.example");
    }

    [Theory]
    [InlineData(204)]
    [InlineData(206)]
    public async Task A_success_without_the_answer_is_an_error(int status)
    {
        _operator.OnVerify = _ => new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent([]) };

        Assert.IsType<UnexpectedResponseException>(await RefusalAsync());
    }

    [Theory]
    [InlineData("<html><title>502</title></html>", "text/html")]
    [InlineData("", null)]
    [InlineData("null", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("{", "application/json")]
    [InlineData("""{"code":7,"status":"x"}""", "application/json")]
    [InlineData("""{"code":"<script>"}""", "application/json")]
    [InlineData("""{"code":{"code":"A"}}""", "application/json")]
    [InlineData("""{"code":"\ud800"}""", "application/json")]
    public async Task An_unreadable_error_body_leaves_the_status(string body, string? mediaType)
    {
        _operator.OnVerify = _ => FakeHandler.Bytes(Encoding.UTF8.GetBytes(body), mediaType, HttpStatusCode.BadGateway);

        var exception = await RefusalAsync();

        Assert.IsType<OperatorUnavailableException>(exception);
        Assert.Equal((HttpStatusCode.BadGateway, null), (exception.StatusCode!.Value, exception.Code));
        Assert.DoesNotContain("html", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_an_error_body_still_tells_its_code()
    {
        _operator.OnVerify = _ => FakeHandler.Json("""{"code":"PERMISSION_DENIED","message":"cut o""", HttpStatusCode.Forbidden);

        Assert.Equal("PERMISSION_DENIED", (await RefusalAsync()).Code);
    }

    [Fact]
    public async Task The_status_line_wins_over_the_status_in_the_body()
    {
        _operator.OnVerify = _ => FakeHandler.Json("""{"status":403,"code":"PERMISSION_DENIED"}""", HttpStatusCode.Unauthorized);

        var exception = await RefusalAsync();

        Assert.IsType<UnauthenticatedException>(exception);
        Assert.Contains("differs", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A\\nB", "A")]
    [InlineData("A\\u0000B", "A")]
    [InlineData("A B", "A")]
    public async Task A_code_is_cut_where_it_ends_to_be_one(string code, string kept)
    {
        _operator.OnVerify = _ => FakeHandler.Json($$"""{"code":"{{code}}"}""", HttpStatusCode.Forbidden);

        Assert.Equal(kept, (await RefusalAsync()).Code);
    }

    [Theory]
    [InlineData(60_000, 96)]
    [InlineData(100_000, null)]
    public async Task A_code_of_any_length_is_kept_to_96_characters(int length, int? kept)
    {
        _operator.OnVerify = _ => FakeHandler.Json($$"""{"code":"{{new string('C', length)}}"}""", HttpStatusCode.Forbidden);

        var exception = await RefusalAsync();

        Assert.IsType<PermissionDeniedException>(exception);
        Assert.Equal(kept, exception.Code?.Length);
        Assert.InRange(exception.Message.Length, 1, 500);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("86400", 3600)]
    [InlineData("99999999999999999999", null)]
    [InlineData("-1", null)]
    [InlineData("soon", null)]
    [InlineData("Wed, 21 Oct 1998 07:28:00 GMT", 0)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 3600)]
    [InlineData(null, null)]
    public async Task The_wait_the_operator_asks_for_is_told(string? header, int? seconds)
    {
        _operator.OnVerify = _ => header is null
            ? FakeHandler.Json("""{"code":"TOO_MANY_REQUESTS"}""", HttpStatusCode.TooManyRequests)
            : FakeHandler.Json("""{"code":"TOO_MANY_REQUESTS"}""", HttpStatusCode.TooManyRequests).With("Retry-After", header);

        Assert.Equal(seconds is null ? null : TimeSpan.FromSeconds(seconds.Value), (await RefusalAsync()).RetryAfter);
    }

    [Fact]
    public async Task A_date_to_wait_for_is_held_against_the_servers_clock()
    {
        _operator.OnVerify = _ => FakeHandler.Json("{}", HttpStatusCode.ServiceUnavailable).With("Date", "Wed, 21 Oct 2015 07:28:00 GMT").With("Retry-After", "Wed, 21 Oct 2015 07:28:30 GMT");

        Assert.Equal(TimeSpan.FromSeconds(30), (await RefusalAsync()).RetryAfter);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, false)]
    [InlineData(HttpRequestError.ConnectionError, false)]
    [InlineData(HttpRequestError.SecureConnectionError, false)]
    [InlineData(HttpRequestError.ProxyTunnelError, false)]
    [InlineData(HttpRequestError.ResponseEnded, true)]
    [InlineData(HttpRequestError.InvalidResponse, true)]
    [InlineData(HttpRequestError.HttpProtocolError, true)]
    [InlineData(HttpRequestError.ConfigurationLimitExceeded, true)]
    [InlineData(HttpRequestError.Unknown, true)]
    public async Task A_broken_connection_says_whether_the_session_is_spent(HttpRequestError error, bool isSpent)
    {
        _operator.OnVerify = _ => throw FakeHandler.Broken(error);
        var user = _operator.SignIn();

        var exception = await Assert.ThrowsAsync<TransportException>(() => user.VerifyNumberAsync());

        Assert.Equal((isSpent, false), (exception.RequestMayHaveBeenProcessed, exception.TimedOut));
        Assert.NotNull(exception.CorrelationId);

        _operator.OnVerify = _ => FakeHandler.Json("""{"devicePhoneNumberVerified":true}""");
        var second = await Record.ExceptionAsync(() => user.VerifyNumberAsync());
        Assert.Equal(isSpent ? typeof(SessionAlreadyUsedException) : null, second?.GetType());
        Assert.Equal(isSpent ? 1 : 2, _operator.Sent(FakeOperator.VerifyUri).Count);
    }

    [Fact]
    public async Task A_timeout_is_told_apart_and_spends_the_session()
    {
        _operator.OnVerify = _ => throw FakeHandler.TimedOut();
        var user = _operator.SignIn();

        var exception = await Assert.ThrowsAsync<TransportException>(() => user.VerifyNumberAsync());

        Assert.True(exception is { TimedOut: true, RequestMayHaveBeenProcessed: true });
        await Assert.ThrowsAsync<SessionAlreadyUsedException>(() => user.VerifyNumberAsync());
        Assert.Single(_operator.Sent(FakeOperator.VerifyUri));
    }

    [Fact]
    public async Task A_callers_cancellation_in_flight_is_a_cancellation_and_spends_the_session()
    {
        using var cancellation = new CancellationTokenSource();
        _operator.Before = async (request, cancellationToken) =>
        {
            if (request.Uri.AbsoluteUri == FakeOperator.VerifyUri)
            {
                await cancellation.CancelAsync();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
        };
        var user = _operator.SignIn();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => user.VerifyNumberAsync(cancellationToken: cancellation.Token));

        await Assert.ThrowsAsync<SessionAlreadyUsedException>(() => user.VerifyNumberAsync());
    }

    private Task<NumberVerifyException> RefusalAsync() => Assert.ThrowsAnyAsync<NumberVerifyException>(() => _operator.SignIn().VerifyNumberAsync());
}
