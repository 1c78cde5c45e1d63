using System.Globalization;
using System.Net;
using NumberVerify.Integration.Tests.Simulator;

namespace NumberVerify.Integration.Tests.Flow;

/// <summary>What only real sockets can show: connections that break, answers that are no HTTP, and requests that the handler below us might repeat.</summary>
public sealed class WireTests
{
    private const string Verified = """{"devicePhoneNumberVerified":true}""";
    private const string Token = "canary-access-token";

    [Fact]
    public async Task A_call_for_the_devices_number_is_not_repeated_when_a_pooled_connection_closes_under_it()
    {
        await using var server = new ScriptedServer(ScriptedServer.Json($$"""{"devicePhoneNumber":"{{RunningOperator.Number}}"}"""), ScriptedServer.CloseWithoutAnswer);
        var user = CreateUser(server);
        await user.GetDevicePhoneNumberAsync(NewSession());

        var failure = await Assert.ThrowsAsync<TransportException>(() => user.GetDevicePhoneNumberAsync(NewSession()));

        Assert.True(failure.RequestMayHaveBeenProcessed);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_verification_is_not_repeated_when_a_pooled_connection_closes_under_it()
    {
        await using var server = new ScriptedServer(ScriptedServer.Json(Verified), ScriptedServer.CloseWithoutAnswer);
        var user = CreateUser(server);
        await VerifyAsync(user, NewSession());

        await Assert.ThrowsAsync<TransportException>(() => VerifyAsync(user, NewSession()));

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_refused_connection_leaves_the_session_for_another_try()
    {
        var closed = new ScriptedServer();
        var port = closed.Port;
        var user = CreateUser(closed);
        await closed.DisposeAsync();
        var session = NewSession();

        var failure = await Assert.ThrowsAsync<TransportException>(() => VerifyAsync(user, session));

        Assert.False(failure.RequestMayHaveBeenProcessed);
        await using var open = new ScriptedServer(port, ScriptedServer.Json(Verified));
        Assert.True((await VerifyAsync(user, session)).DevicePhoneNumberVerified);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using var elsewhere = new ScriptedServer(ScriptedServer.Json(Verified));
        await using var server = new ScriptedServer(ScriptedServer.Json("{}", status, $"Location: {elsewhere.Address}\r\n"));

        var failure = await Assert.ThrowsAnyAsync<NumberVerifyException>(() => VerifyAsync(CreateUser(server), NewSession()));

        Assert.Equal(status, (int?)failure.StatusCode);
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData(201)]
    [InlineData(203)]
    [InlineData(204)]
    [InlineData(206)]
    [InlineData(299)]
    public async Task Another_success_than_the_contracts_is_a_failure(int status)
    {
        await using var server = new ScriptedServer(ScriptedServer.Json(status == 204 ? "" : Verified, status));

        var failure = await Assert.ThrowsAsync<UnexpectedResponseException>(() => VerifyAsync(CreateUser(server), NewSession()));

        Assert.Equal(status, (int?)failure.StatusCode);
    }

    [Fact]
    public async Task An_interim_answer_is_passed_over()
    {
        await using var server = new ScriptedServer("HTTP/1.1 103 Early Hints\r\n\r\n" + ScriptedServer.Json(Verified));

        Assert.True((await VerifyAsync(CreateUser(server), NewSession())).DevicePhoneNumberVerified);
    }

    [Fact]
    public async Task A_cookie_is_not_sent_back()
    {
        await using var server = new ScriptedServer(ScriptedServer.Json(Verified, headers: "Set-Cookie: a=b\r\n"), ScriptedServer.Json(Verified));
        var user = CreateUser(server);
        await VerifyAsync(user, NewSession());
        await VerifyAsync(user, NewSession());

        Assert.All(server.Requests, request => Assert.DoesNotContain("Cookie", request, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"devicePhoneNumberVerified\":true}")]
    [InlineData("HTTP/1.1 200 X\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n22\r\n{\"devicePhoneNumberVerified\":true}\r\n")]
    public async Task A_body_that_never_ends_runs_into_the_timeout(string answer)
    {
        await using var server = new ScriptedServer(answer);

        var failure = await Assert.ThrowsAsync<TransportException>(() => VerifyAsync(CreateUser(server, TimeSpan.FromMilliseconds(200)), NewSession()));

        Assert.True(failure.TimedOut);
        Assert.True(failure.RequestMayHaveBeenProcessed);
    }

    [Fact]
    public async Task Headers_that_never_come_run_into_the_timeout()
    {
        await using var server = new ScriptedServer("HTTP/1.1 200 X\r\n");

        var failure = await Assert.ThrowsAsync<TransportException>(() => VerifyAsync(CreateUser(server, TimeSpan.FromMilliseconds(200)), NewSession()));

        Assert.True(failure.TimedOut);
    }

    [Fact]
    public async Task A_caller_that_cancels_is_told_so_and_not_of_a_timeout()
    {
        await using var server = new ScriptedServer("HTTP/1.1 200 X\r\n");
        using var cancellation = new CancellationTokenSource();
        var call = CreateUser(server).VerifyNumberAsync(RunningOperator.Number, NewSession(), cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    public static TheoryData<string, string> NoHttp() => new()
    {
        { "no HTTP at all", "SSH-2.0-OpenSSH\r\n\r\n" },
        { "a header line without a colon", "HTTP/1.1 200 X\r\nno colon canary-access-token\r\n\r\n" },
        { "more than 64 KiB of headers", $"HTTP/1.1 200 X\r\n{string.Concat(Enumerable.Range(0, 1200).Select(i => string.Create(CultureInfo.InvariantCulture, $"X-{i}: {new string('a', 60)}\r\n")))}\r\n" },
        { "a chunk that is no number", "HTTP/1.1 200 X\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n" },
        { "an end before the headers", "HTTP/1.1 200" + "\r\n" },
    };

    [Theory]
    [MemberData(nameof(NoHttp))]
    public async Task What_is_no_http_is_one_typed_error_without_a_word_of_it(string what, string answer)
    {
        await using var server = new ScriptedServer(answer);

        var failure = await Assert.ThrowsAsync<TransportException>(() => VerifyAsync(CreateUser(server, TimeSpan.FromSeconds(1)), NewSession()));

        Assert.True(failure.RequestMayHaveBeenProcessed, what);
        Assert.DoesNotContain(Token, failure.ToString(), StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_endless_body_is_given_up_at_the_limit()
    {
        await using var server = new ScriptedServer($"HTTP/1.1 200 X\r\nContent-Type: application/json\r\n\r\n{new string(' ', 4 << 20)}");

        var failure = await Assert.ThrowsAsync<UnexpectedResponseException>(() => VerifyAsync(CreateUser(server), NewSession()));

        Assert.Contains("64 KiB", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_body_is_refused_without_being_opened()
    {
        await using var server = new ScriptedServer(ScriptedServer.Json("bomb", headers: "Content-Encoding: gzip\r\n"));

        await Assert.ThrowsAsync<UnexpectedResponseException>(() => VerifyAsync(CreateUser(server), NewSession()));
    }

    [Fact]
    public async Task An_error_status_is_an_answer_even_where_its_body_breaks_off()
    {
        await using var server = new ScriptedServer("HTTP/1.1 403 X\r\nContent-Type: application/json\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{\"code\":\"PERM");

        var failure = await Assert.ThrowsAsync<PermissionDeniedException>(() => VerifyAsync(CreateUser(server, TimeSpan.FromMilliseconds(200)), NewSession()));

        Assert.Equal(HttpStatusCode.Forbidden, failure.StatusCode);
    }

    private static ApiConfig NewSession() =>
        new() { Session = new Session { AccessToken = Token, ExpiresAt = TimeProvider.System.GetUtcNow().AddMinutes(1), Scopes = [] } };

    private static Task<NumberVerifyResponse> VerifyAsync(NumberVerifyUserClient user, ApiConfig config) => user.VerifyNumberAsync(RunningOperator.Number, config);

    private static NumberVerifyUserClient CreateUser(ScriptedServer server, TimeSpan? timeout = null) => new NumberVerifyClient(new NumberVerifyClientOptions
    {
        ClientId = "backend",
        ClientSecret = "secret",
        RedirectUri = new Uri(RunningOperator.RedirectUri),
        AuthorizationEndpoint = new Uri(server.Address, "/authorize"),
        TokenEndpoint = new Uri(server.Address, "/token"),
        ApiRoot = server.Address,
        Profile = OperatorProfile.Camara with { ClientAuthentication = ClientAuthenticationMethod.ClientSecretBasic, UsesOpenId = false, UsesPkce = false },
        AllowLoopbackHttp = true,
        Timeout = timeout ?? TimeSpan.FromSeconds(10),
    }).ForUser("code");
}
