using System.Globalization;
using NumberVerify.Integration.Tests.Simulator;

namespace NumberVerify.Integration.Tests.Flow;

/// <summary>The rows of the fault catalogue's part A that only real sockets can show: what a token endpoint may write, or stop writing.</summary>
public sealed class TokenEndpointWireTests
{
    private const string Secret = "hush-client-secret";
    private const string Code = "hush-code";
    private const string Good = """{"access_token":"hush-token","token_type":"Bearer","expires_in":300}""";

    private static readonly Row[] s_rows =
    [
        new("A16 no answer at all", "HTTP/1.1 200 X\r\n", typeof(TransportException), TimedOut: true),
        new("A16 a body that drips", $"HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{Good}", typeof(TransportException), TimedOut: true),
        new("A20 a body that is not what its encoding says", Json(Good, "Content-Encoding: br\r\n"), typeof(UnexpectedResponseException)),
        new("A43 an interim answer first", "HTTP/1.1 100 Continue\r\n\r\n" + Json(Good), null),
        new("A43 early hints first", "HTTP/1.1 103 Early Hints\r\nLink: </hush>\r\n\r\n" + Json(Good), null),
        new("A43 204", "HTTP/1.1 204 X\r\n\r\n", typeof(UnexpectedResponseException)),
        new("A44 a reset after the request", ScriptedServer.CloseWithoutAnswer, typeof(TransportException)),
        new("A44 an end amid the headers", "HTTP/1.1 200 X\r\nContent-Ty", typeof(TransportException), Closes: true),
        new("A44 an end amid the body", $"HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{Good}", typeof(TransportException), Closes: true),
        new("A44 an end amid the chunks", $"HTTP/1.1 200 X\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{Good.Length:x}\r\n{Good}\r\n", typeof(TransportException), Closes: true),
        new("A45 more than 64 KiB of headers", $"HTTP/1.1 200 X\r\n{string.Concat(Enumerable.Range(0, 1200).Select(static i => string.Create(CultureInfo.InvariantCulture, $"X-{i}: {new string('a', 60)}\r\n")))}\r\n", typeof(TransportException)),
        new("A46 a header line without a colon", "HTTP/1.1 200 X\r\nhush hush\r\n\r\n", typeof(TransportException)),
        new("A46 a status line that is none", "HTTP/1.1 hush\r\n\r\n", typeof(TransportException)),
        new("A47 two lengths, the shorter first", $"HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: 2\r\nContent-Length: {Good.Length}\r\n\r\n{Good}", typeof(UnexpectedResponseException)),
        new("A47 two lengths, the longer first", $"HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: {Good.Length}\r\nContent-Length: 2\r\n\r\n{Good}", typeof(UnexpectedResponseException)),
        new("A48 a cookie", Json(Good, "Set-Cookie: hush=1; Path=/\r\n"), null),
        new("A50 a captive portal", "HTTP/1.1 200 X\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\nhush", typeof(UnexpectedResponseException)),
    ];

    public static TheoryData<string> Rows => [.. s_rows.Select(static row => row.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task What_comes_over_the_wire_ends_in_one_attempt_and_says_nothing_of_it(string name)
    {
        var row = s_rows.Single(row => row.Name == name);
        await using var server = new ScriptedServer(row.Closes ? [row.Answer + ScriptedServer.ThenClose] : [row.Answer]);
        var client = CreateClient(server.Address, row.TimedOut ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromSeconds(10));
        var user = client.ForUser(Code, RunningOperator.Number);

        if (row.Failure is null)
        {
            Assert.Equal("hush-token", (await user.GetSessionAsync()).AccessToken);
            await Record.ExceptionAsync(() => client.ForUser(Code).GetSessionAsync());
            Assert.All(server.Requests, static request => Assert.DoesNotContain("Cookie", request, StringComparison.OrdinalIgnoreCase));
            return;
        }

        var failure = await Assert.ThrowsAnyAsync<NumberVerifyException>(() => user.GetSessionAsync());

        Assert.IsType(row.Failure, failure);
        Assert.True(failure.RequestMayHaveBeenProcessed);
        Assert.Equal(row.TimedOut, failure is TransportException { TimedOut: true });
        Assert.Null(failure.RetryAfter);
        Assert.DoesNotContain("hush", failure.ToString(), StringComparison.Ordinal);
        Assert.Same(failure, await Assert.ThrowsAnyAsync<NumberVerifyException>(() => user.VerifyNumberAsync()));
        Assert.Single(server.Requests);
    }

    /// <summary>A44: nothing was sent, so the code is still good.</summary>
    [Fact]
    public async Task A_refused_connection_leaves_the_code_for_another_try()
    {
        var closed = new ScriptedServer();
        var (port, user) = (closed.Port, CreateClient(closed.Address, TimeSpan.FromSeconds(10)).ForUser(Code));
        await closed.DisposeAsync();

        Assert.False((await Assert.ThrowsAsync<TransportException>(() => user.GetSessionAsync())).RequestMayHaveBeenProcessed);

        await using var open = new ScriptedServer(port, Json(Good));
        Assert.Equal("hush-token", (await user.GetSessionAsync()).AccessToken);
    }

    /// <summary>A44: neither a name that does not resolve nor a server without TLS gets a byte of the request.</summary>
    [Fact]
    public async Task A_server_that_speaks_no_TLS_gets_nothing()
    {
        await using var server = new ScriptedServer(Json(Good));
        var user = CreateClient(new UriBuilder(server.Address) { Scheme = Uri.UriSchemeHttps }.Uri, TimeSpan.FromSeconds(1)).ForUser(Code);

        var failure = await Assert.ThrowsAsync<TransportException>(() => user.GetSessionAsync());

        Assert.DoesNotContain("hush", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(server.Requests, static request => request.Contains(Code, StringComparison.Ordinal));
    }

    private static string Json(string body, string headers = "") => ScriptedServer.Json(body, headers: headers);

    private static NumberVerifyClient CreateClient(Uri address, TimeSpan timeout) => new(new NumberVerifyClientOptions
    {
        ClientId = "backend",
        ClientSecret = Secret,
        RedirectUri = new Uri(RunningOperator.RedirectUri),
        AuthorizationEndpoint = new Uri(address, "/authorize"),
        TokenEndpoint = new Uri(address, "/token"),
        ApiRoot = address,
        Profile = OperatorProfile.Camara with { ClientAuthentication = ClientAuthenticationMethod.ClientSecretBasic, UsesOpenId = false, UsesPkce = false },
        AllowLoopbackHttp = true,
        Timeout = timeout,
    });

    /// <param name="Name">The row's number and the fault in words.</param>
    /// <param name="Answer">The bytes of the answer.</param>
    /// <param name="Failure">What must come of it; null where it is good all the same.</param>
    /// <param name="TimedOut">Whether the timeout must be what ends it.</param>
    /// <param name="Closes">Whether the server closes the connection after the answer.</param>
    private sealed record Row(string Name, string Answer, Type? Failure, bool TimedOut = false, bool Closes = false);
}
