using System.Collections.Concurrent;
using System.Diagnostics;

namespace NumberVerify.Integration.Tests.Flow;

/// <summary>One-time codes over real connections: what .NET's own handler would do with them.</summary>
public sealed class OneTimePasswordWireTests
{
    private const string Started = """{"success":true,"uuid":"u","status":"0","request_id":"r"}""";
    private const string Found = """{"success":true,"status":"pending"}""";
    private static readonly PhoneNumber s_number = PhoneNumber.Parse("+34600000001");

    public static TheoryData<string> Calls => ["authy start", "authy check", "vonage start", "vonage check"];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_message_or_a_try_goes_out_once_though_the_connection_closes_under_it(string call)
    {
        // The second request finds the first one's connection, which the server closes without an answer.
        await using var server = new ScriptedServer(ScriptedServer.Json(Started), ScriptedServer.CloseWithoutAnswer, ScriptedServer.Json(Started));

        var callAsync = CallOf(call, server);

        await callAsync();
        var failure = await Assert.ThrowsAsync<TransportException>(callAsync);

        Assert.True(failure.RequestMayHaveBeenProcessed);
        Assert.Equal(2, server.Requests.Count);
    }

    /// <summary>Without this, the test above would show nothing.</summary>
    [Fact]
    public async Task A_look_up_changes_nothing_and_may_go_out_again()
    {
        await using var server = new ScriptedServer(ScriptedServer.Json(Found), ScriptedServer.CloseWithoutAnswer, ScriptedServer.Json(Found));
        var client = Authy(server);

        await client.GetStatusAsync(s_number);
        Assert.Equal(AuthyVerificationState.Pending, (await client.GetStatusAsync(s_number))!.State);

        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task The_spans_of_dotnet_show_neither_the_number_nor_the_code_of_an_address()
    {
        await using var server = new ScriptedServer(ScriptedServer.Json(Started));
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name.StartsWith("System.Net", StringComparison.Ordinal),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        Assert.True((await Authy(server).CheckAsync(s_number, "482913")).Ok);

        var own = spans.Where(span => span.TagObjects.Any(tag => tag.Value?.ToString()?.Contains($":{server.Port}/", StringComparison.Ordinal) == true)).ToList();
        Assert.Single(own);
        Assert.DoesNotMatch("600000001|482913", string.Join('\n', own[0].TagObjects.Select(static tag => $"{tag.Key}={tag.Value}")) + own[0].DisplayName);
        Assert.Contains("verification_code=482913", server.Requests.Single(), StringComparison.Ordinal);
    }

    private static Func<Task> CallOf(string call, ScriptedServer server)
    {
        var authy = Authy(server);
        var vonage = new VonageVerifyClient(new VonageVerifyOptions { ApiKey = "k", ApiSecret = "s", Brand = "B", ApiRoot = server.Address, AllowLoopbackHttp = true });
        return call switch
        {
            "authy start" => () => authy.StartAsync(new AuthyStartRequest { PhoneNumber = s_number }),
            "authy check" => () => authy.CheckAsync(s_number, "482913"),
            "vonage start" => () => vonage.StartAsync(new VonageVerifyRequest { PhoneNumber = s_number }),
            _ => () => vonage.CheckAsync("r", "482913"),
        };
    }

    private static AuthyPhoneVerificationClient Authy(ScriptedServer server) =>
        new(new AuthyPhoneVerificationOptions { ApiKey = "k", ApiRoot = server.Address, AllowLoopbackHttp = true });
}
