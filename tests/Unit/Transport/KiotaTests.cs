using System.Net;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;

namespace NumberVerify.Unit.Tests.Transport;

/// <summary>Each part of Kiota that is used does something: without it, this would be different.</summary>
public sealed class KiotaTests
{
    private static readonly NumberVerificationRequestBody s_body = new() { PhoneNumber = FakeOperator.Number };

    private readonly FakeHandler _http = new(static _ => FakeHandler.Json("""{"devicePhoneNumberVerified":true}"""));

    [Fact]
    public async Task With_a_token_provider_a_call_is_authorized()
    {
        await Client(new FixedTokens("t", "api.example")).PhoneNumberVerifyAsync(s_body);

        Assert.Equal("Bearer t", _http.Sent.Single().Header("Authorization"));
    }

    [Fact]
    public async Task Without_a_token_provider_a_call_is_not_authorized()
    {
        await Client(null).PhoneNumberVerifyAsync(s_body);

        Assert.Null(_http.Sent.Single().Header("Authorization"));
    }

    [Theory]
    [InlineData("api.example", true)]
    [InlineData("API.example", true)]
    [InlineData("evil.example", false)]
    [InlineData("example", false)]
    [InlineData("api.example.evil.example", false)]
    public async Task A_token_goes_to_the_allowed_hosts_only(string allowed, bool isSent)
    {
        var tokens = new FixedTokens("t", allowed);

        var exception = await Record.ExceptionAsync(() => Client(tokens).PhoneNumberVerifyAsync(s_body).AsTask());

        Assert.Equal(isSent, exception is null);
        Assert.Equal(isSent ? 1 : 0, _http.Sent.Count);
        Assert.Equal(isSent ? 1 : 0, tokens.Asked);
        Assert.True(isSent || exception is ApiException { Failure: ApiFailure.NotSent, RequestMayHaveBeenProcessed: false });
    }

    [Fact]
    public async Task Kiotas_retry_handler_repeats_what_a_client_without_it_does_not()
    {
        var failing = new FakeHandler(static _ => FakeHandler.Json("{}", HttpStatusCode.ServiceUnavailable).With("Retry-After", "0"));
        using var retrying = new HttpClient(new RetryHandler(new RetryHandlerOption { MaxRetry = 3, Delay = 1 }) { InnerHandler = failing });
        await Record.ExceptionAsync(() => retrying.GetAsync("https://op.example/"));
        Assert.Equal(4, failing.Sent.Count);

        using var plain = new HttpClient(failing);
        await plain.GetAsync("https://op.example/");

        Assert.Equal(5, failing.Sent.Count);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Reading_keys_is_repeated_and_neither_an_exchange_nor_a_verification_ever_is(int status)
    {
        HttpResponseMessage Fail(SentRequest request) => FakeHandler.Json("{}", (HttpStatusCode)status).With("Retry-After", "0");
        var readsKeys = new FakeOperator { OnJwks = Fail };
        await Record.ExceptionAsync(() => readsKeys.SignIn().GetSessionAsync());
        var exchanges = new FakeOperator { OnToken = Fail };
        await Record.ExceptionAsync(() => exchanges.SignIn().GetSessionAsync());
        var verifies = new FakeOperator { OnVerify = Fail };
        await Record.ExceptionAsync(() => verifies.SignIn().VerifyNumberAsync());
        var discloses = new FakeOperator { OnDevicePhoneNumber = Fail };
        await Record.ExceptionAsync(() => discloses.SignInForDevicePhoneNumber().GetDevicePhoneNumberAsync());

        Assert.Equal(4, readsKeys.Sent(FakeOperator.JwksUri).Count);
        Assert.Single(exchanges.Sent(FakeOperator.TokenEndpoint));
        Assert.Single(verifies.Sent(FakeOperator.VerifyUri));
        Assert.Single(discloses.Sent(FakeOperator.DevicePhoneNumberUri));
    }

    [Theory]
    [InlineData("https://api.example/camara", "api.example", true)]
    [InlineData("http://[::1]:5000/camara", "[::1]:5000", true)]
    [InlineData("http://127.0.0.1:5000/camara", "127.0.0.1:5000", true)]
    public async Task The_session_goes_to_the_API_root_and_nowhere_else(string root, string authority, bool isSent)
    {
        var mobileOperator = new FakeOperator(options => (options.ApiRoot, options.AllowLoopbackHttp) = (new Uri(root), true));
        await Record.ExceptionAsync(() => mobileOperator.SignIn().VerifyNumberAsync());

        var authorized = mobileOperator.Http.Sent.Where(static request => request.Header("Authorization")?.StartsWith("Bearer", StringComparison.Ordinal) == true).ToList();

        Assert.Equal(isSent, authorized.Single().Uri.Authority == authority);
    }

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("+346661113334\n")]
    public async Task A_body_that_breaks_the_contract_is_not_sent_by_a_generated_client_either(string number)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Client(null).PhoneNumberVerifyAsync(new NumberVerificationRequestBody { PhoneNumber = number }).AsTask());

        Assert.Empty(_http.Sent);
    }

    private NumberVerificationClient Client(FixedTokens? tokens) => new(new HttpClient(_http) { BaseAddress = new Uri("https://api.example/camara/number-verification/v2/") }, tokens);
}
