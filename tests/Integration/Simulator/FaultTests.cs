using System.Net;
using System.Text.Json;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class FaultTests
{
    private const string Body = $$"""{"phoneNumber":"{{Number}}"}""";
    private const string Verify = "/number-verification/*/verify";

    [Fact]
    public async Task Faults_are_off_unless_switched_on()
    {
        await using var op = await StartAsync();

        Assert.Throws<InvalidOperationException>(() => op.Simulator.AddFault(new() { Kind = SimulatorFaultKind.ConnectionReset }));
        Assert.NotEmpty(await op.GetAccessTokenAsync());
    }

    [Fact]
    public async Task A_status_comes_instead_of_the_answer_with_the_body_and_the_header_asked_for()
    {
        await using var op = await StartFaultyAsync(new SimulatorFault { Kind = SimulatorFaultKind.Status, Path = Verify, StatusCode = 429, Body = "<x>", ContentType = "text/xml", RetryAfter = "7", Times = 1 });
        var token = await op.GetAccessTokenAsync();

        using var faulty = await op.VerifyAsync(token, Body, correlator: "c");
        using var next = await op.VerifyAsync(token, Body);

        Assert.Equal(HttpStatusCode.TooManyRequests, faulty.StatusCode);
        Assert.Equal("<x>", await faulty.Content.ReadAsStringAsync());
        Assert.Equal("text/xml", faulty.Content.Headers.ContentType!.ToString());
        Assert.Equal(TimeSpan.FromSeconds(7), faulty.Headers.RetryAfter!.Delta);
        Assert.False(faulty.Headers.Contains("x-correlator"));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task A_status_without_a_body_has_none()
    {
        await using var op = await StartFaultyAsync(new SimulatorFault { Kind = SimulatorFaultKind.Status, Path = "/token" });

        using var response = await op.RedeemAsync("x");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Null(response.Content.Headers.ContentType);
    }

    [Theory]
    [InlineData(false, HttpStatusCode.OK)]
    [InlineData(true, HttpStatusCode.Unauthorized)]
    public async Task After_processing_the_token_is_spent_although_the_caller_never_learns_the_answer(bool afterProcessing, HttpStatusCode next)
    {
        await using var op = await StartFaultyAsync(new SimulatorFault { Kind = SimulatorFaultKind.HtmlPage, Path = Verify, Times = 1, AfterProcessing = afterProcessing });
        var token = await op.GetAccessTokenAsync();

        using var faulty = await op.VerifyAsync(token, Body);
        using var second = await op.VerifyAsync(token, Body);

        Assert.Equal(HttpStatusCode.BadGateway, faulty.StatusCode);
        Assert.Equal("text/html", faulty.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Bad Gateway", await faulty.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(next, second.StatusCode);
    }

    [Fact]
    public async Task A_truncated_answer_breaks_off_in_its_body()
    {
        await using var op = await StartFaultyAsync(new SimulatorFault { Kind = SimulatorFaultKind.Truncated, Path = "/jwks" });

        using var response = await op.Http.GetAsync("/jwks", HttpCompletionOption.ResponseHeadersRead);
        using var body = await response.Content.ReadAsStreamAsync();
        var received = new byte[response.Content.Headers.ContentLength!.Value];
        var count = 0;
        var exception = await Record.ExceptionAsync(async () =>
        {
            while (await body.ReadAsync(received.AsMemory(count)) is > 0 and var read)
            {
                count += read;
            }
        });

        Assert.IsAssignableFrom<IOException>(exception);
        Assert.True(count < received.Length);
    }

    [Fact]
    public async Task A_reset_connection_answers_nothing()
    {
        await using var op = await StartFaultyAsync(new SimulatorFault { Kind = SimulatorFaultKind.ConnectionReset, Path = "/token", Method = "POST", Times = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => op.RedeemAsync("x"));
        Assert.NotEmpty(await op.GetAccessTokenAsync());
    }

    [Fact]
    public async Task An_oversized_answer_is_valid_json_of_that_size()
    {
        await using var op = await StartFaultyAsync(new SimulatorFault { Kind = SimulatorFaultKind.Oversized, Bytes = 300_000, Path = Verify });

        using var response = await op.VerifyAsync(await op.GetAccessTokenAsync(), Body);
        var bytes = await response.Content.ReadAsByteArrayAsync();

        Assert.True(bytes.Length > 300_000);
        Assert.True(JsonElement.Parse(bytes).GetProperty("devicePhoneNumberVerified").GetBoolean());
    }

    [Theory]
    [InlineData(SimulatorFaultKind.DuplicateKeys, """{"devicePhoneNumberVerified":true,"devicePhoneNumberVerified":false}""")]
    [InlineData(SimulatorFaultKind.ExtraFields, """{"devicePhoneNumberVerified":true,"x_simulated_extra":{"values":[1,null]}}""")]
    [InlineData(SimulatorFaultKind.WrongTypes, """{"devicePhoneNumberVerified":"true"}""")]
    public async Task Json_is_not_what_it_should_be(SimulatorFaultKind kind, string expected)
    {
        await using var op = await StartFaultyAsync(new SimulatorFault { Kind = kind, Path = Verify });

        using var response = await op.VerifyAsync(await op.GetAccessTokenAsync(), Body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Strings_numbers_and_all_else_have_wrong_types_too()
    {
        await using var op = await StartFaultyAsync(new SimulatorFault { Kind = SimulatorFaultKind.WrongTypes, Path = "/token" }, new SimulatorFault { Kind = SimulatorFaultKind.WrongTypes, Path = "/jwks" });

        using var token = await op.RedeemAsync(await op.GetCodeAsync());
        using var keys = await op.Http.GetAsync("/jwks");

        Assert.Equal(1, (await JsonAsync(token)).GetProperty("access_token").GetInt32());
        Assert.Equal("300", (await JsonAsync(token)).GetProperty("expires_in").GetString());
        Assert.Equal("""{"keys":null}""", await keys.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_wrong_correlator_comes_back()
    {
        await using var op = await StartFaultyAsync(new SimulatorFault { Kind = SimulatorFaultKind.WrongCorrelator, Path = Verify });

        using var response = await op.VerifyAsync(await op.GetAccessTokenAsync(), Body, correlator: "mine");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEqual("mine", response.Headers.GetValues("x-correlator").Single());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_delay_lasts_until_the_clock_has_passed_it(bool afterProcessing)
    {
        var clock = new WatchedClock();
        await using var op = await StartFaultyByAsync(clock, new SimulatorFault { Kind = SimulatorFaultKind.Delay, Delay = TimeSpan.FromHours(1), Path = "/jwks", AfterProcessing = afterProcessing });

        var answer = op.Http.GetAsync("/jwks");
        await clock.SomebodyWaitsAsync();
        clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        var early = op.Simulator.Exchanges.Count;
        clock.Advance(TimeSpan.FromTicks(1));

        using var response = await answer;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(0, early);
        Assert.Equal(TimeSpan.FromHours(1), Assert.Single(op.Simulator.Exchanges).Duration);
    }

    [Fact]
    public async Task A_dripping_body_takes_its_time_for_every_byte()
    {
        const string Answer = """{"devicePhoneNumberVerified":true}""";
        var clock = new WatchedClock();
        await using var op = await StartFaultyByAsync(clock, new SimulatorFault { Kind = SimulatorFaultKind.Drip, Delay = TimeSpan.FromSeconds(1), Path = Verify });
        var token = await op.GetAccessTokenAsync();

        var answer = op.VerifyAsync(token, Body);
        for (var i = 0; i < Answer.Length; i++)
        {
            await clock.SomebodyWaitsAsync();
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        using var response = await answer;
        Assert.Equal(Answer, await response.Content.ReadAsStringAsync());
        Assert.Equal(TimeSpan.FromSeconds(1), op.Simulator.Exchanges[^1].Duration);
    }

    [Fact]
    public async Task The_first_that_fits_by_method_and_path_applies_as_often_as_it_may()
    {
        await using var op = await StartFaultyAsync(
            new() { Kind = SimulatorFaultKind.Status, StatusCode = 501, Method = "POST", Path = "/jwks" },
            new() { Kind = SimulatorFaultKind.Status, StatusCode = 502, Path = "/jw", Times = 1 },
            new() { Kind = SimulatorFaultKind.Status, StatusCode = 503, Method = "GET", Path = "/jw*", Times = 2 },
            new() { Kind = SimulatorFaultKind.Status, StatusCode = 504 });

        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            using var response = await op.Http.GetAsync("/jwks");
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([503, 503, 504, 504], statuses);
        Assert.Equal(["Status POST /jwks", "Status * /jw", "Status * *"], op.Simulator.Faults.Select(fault => fault.ToString()));
        op.Simulator.ClearFaults();
        using var served = await op.Http.GetAsync("/jwks");
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        Assert.Empty(op.Simulator.Faults);
    }

    [Fact]
    public async Task An_exchange_says_which_fault_applied()
    {
        await using var op = await StartFaultyAsync(new SimulatorFault { Kind = SimulatorFaultKind.Status, StatusCode = 503, Path = "/jwks", Times = 1 });
        await op.Http.GetAsync("/jwks");
        await op.Http.GetAsync("/jwks");

        Assert.Equal([(SimulatorFaultKind?)SimulatorFaultKind.Status, null], op.Simulator.Exchanges.Select(exchange => exchange.Fault));
        Assert.Equal([503, 200], op.Simulator.Exchanges.Select(exchange => exchange.StatusCode));
    }

    public static TheoryData<string, SimulatorFault> FaultyFaults => new()
    {
        { "Kind", new() { Kind = (SimulatorFaultKind)99 } },
        { "Path", new() { Kind = SimulatorFaultKind.Delay, Path = "" } },
        { "Times", new() { Kind = SimulatorFaultKind.Delay, Times = 0 } },
        { "Delay", new() { Kind = SimulatorFaultKind.Delay, Delay = TimeSpan.FromTicks(-1) } },
        { "Delay", new() { Kind = SimulatorFaultKind.Delay, Delay = TimeSpan.FromDays(2) } },
        { "StatusCode", new() { Kind = SimulatorFaultKind.Status, StatusCode = 101 } },
        { "StatusCode", new() { Kind = SimulatorFaultKind.Status, StatusCode = 204, Body = "x" } },
        { "ContentType", new() { Kind = SimulatorFaultKind.Status, ContentType = "a\r\nb: c" } },
        { "RetryAfter", new() { Kind = SimulatorFaultKind.Status, RetryAfter = "a\nb" } },
        { "Bytes", new() { Kind = SimulatorFaultKind.Oversized, Bytes = 0 } },
    };

    [Theory]
    [MemberData(nameof(FaultyFaults))]
    public async Task A_fault_that_cannot_be_is_refused(string member, SimulatorFault fault)
    {
        await using var op = await StartFaultyAsync();

        var exception = Assert.Throws<ArgumentException>(() => op.Simulator.AddFault(fault));

        Assert.Contains(member, exception.Message, StringComparison.Ordinal);
        Assert.Empty(op.Simulator.Faults);
    }

    private static Task<RunningOperator> StartFaultyAsync(params SimulatorFault[] faults) => StartFaultyByAsync(null, faults);

    private static async Task<RunningOperator> StartFaultyByAsync(TimeProvider? clock, params SimulatorFault[] faults)
    {
        var op = await StartAsync(options =>
        {
            options.FaultsEnabled = true;
            options.TimeProvider = clock ?? options.TimeProvider;
        });
        foreach (var fault in faults)
        {
            op.Simulator.AddFault(fault);
        }

        return op;
    }
}
