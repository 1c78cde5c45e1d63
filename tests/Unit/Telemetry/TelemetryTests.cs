using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NumberVerify.Unit.Tests.Telemetry;

/// <summary>What OpenTelemetry sees of the calls: names, tags and outcomes. Each test has an operator's name of its own, since listeners see the whole process.</summary>
[Collection(ListenerCollection.Name)]
public sealed class TelemetryTests : IDisposable
{
    private readonly string _name = Guid.NewGuid().ToString();
    private readonly FakeOperator _operator = new(FakeOperator.Discovered);
    private readonly ListLogger _log = new();
    private readonly TelemetryCapture _telemetry = new();

    public void Dispose() => _telemetry.Dispose();

    [Fact]
    public async Task Every_exchange_with_the_operator_is_a_client_span_with_its_outcome()
    {
        await using var services = Services();
        await (await SignInAsync(services)).VerifyNumberAsync();
        await (await SignInAsync(services, NumberVerifyOperation.GetDevicePhoneNumber)).GetDevicePhoneNumberAsync();

        var spans = _telemetry.SpansOf(_name);

        Assert.Equal(
            ["numberverify.discovery success op.example", "numberverify.exchange success op.example", "numberverify.exchange success op.example", "numberverify.jwks success op.example", "numberverify.share success api.example", "numberverify.verify match api.example"],
            spans.Select(static span => $"{span.DisplayName} {span.GetTagItem("numberverify.outcome")} {span.GetTagItem("server.address")}").Order(StringComparer.Ordinal));
        Assert.All(spans, static span => Assert.Equal((ActivityKind.Client, ActivityStatusCode.Unset), (span.Kind, span.Status)));
        var exchange = spans.First(static span => span.DisplayName == "numberverify.exchange");
        Assert.Equal(exchange.SpanId, spans.Single(static span => span.DisplayName == "numberverify.jwks").ParentSpanId);
        Assert.Equal(_operator.Sent(FakeOperator.VerifyUri).Single().Header("x-correlator"), spans.Single(static span => span.DisplayName == "numberverify.verify").GetTagItem("numberverify.correlator"));
    }

    [Fact]
    public async Task Durations_are_measured_in_seconds_with_the_same_tags_but_the_correlator()
    {
        await using var services = Services();
        _operator.OnVerify = _ =>
        {
            _operator.Time.Advance(TimeSpan.FromSeconds(2));
            return FakeHandler.Json("""{"devicePhoneNumberVerified":false}""");
        };
        await (await SignInAsync(services)).VerifyNumberAsync();

        var point = _telemetry.PointsOf(_name).Single(static point => Equals(point.Tags["numberverify.operation"], "verify"));

        Assert.Equal(("numberverify.client.operation.duration", "s", 1), (point.Instrument, point.Unit, point.Count));
        Assert.Equal(
            ["numberverify.operation=verify", $"numberverify.operator={_name}", "numberverify.outcome=no_match", "server.address=api.example"],
            point.Tags.Select(static tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal));
        Assert.Contains(_log.Entries, entry => entry.Level == LogLevel.Debug && entry.Text.StartsWith($"verify at {_name}: no_match in 2 s", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PERMISSION_DENIED", "PERMISSION_DENIED")]
    [InlineData("T34666111333", "_OTHER")]
    public async Task A_failure_tells_its_type_and_a_code_only_if_it_is_a_known_one(string code, string told)
    {
        await using var services = Services();
        _operator.OnVerify = _ => FakeHandler.Json($$"""{"status":403,"code":"{{code}}","message":"m"}""", System.Net.HttpStatusCode.Forbidden);
        var user = await SignInAsync(services);
        await Assert.ThrowsAsync<PermissionDeniedException>(() => user.VerifyNumberAsync());

        var span = _telemetry.SpansOf(_name).Single(static span => span.DisplayName == "numberverify.verify");
        var point = _telemetry.PointsOf(_name).Single(static point => Equals(point.Tags["numberverify.operation"], "verify"));

        Assert.Equal((ActivityStatusCode.Error, null), (span.Status, span.StatusDescription));
        Assert.Equal(("failure", "NumberVerify.PermissionDeniedException", told), (span.GetTagItem("numberverify.outcome"), span.GetTagItem("error.type"), span.GetTagItem("numberverify.error.code")));
        Assert.Equal(("failure", "NumberVerify.PermissionDeniedException", told), (point.Tags["numberverify.outcome"], point.Tags["error.type"], point.Tags["numberverify.error.code"]));
        Assert.Contains(_log.Entries, entry => entry.Level == LogLevel.Warning && entry.Text.Contains($"PermissionDeniedException, code {told}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_exchange_is_an_exchange_and_no_verification()
    {
        await using var services = Services();
        _operator.OnToken = static _ => FakeHandler.Json("""{"error":"invalid_grant"}""", System.Net.HttpStatusCode.BadRequest);
        var user = await SignInAsync(services);
        await Assert.ThrowsAsync<CodeRejectedException>(() => user.VerifyNumberAsync());

        Assert.Equal("invalid_grant", _telemetry.SpansOf(_name).Single(static span => span.DisplayName == "numberverify.exchange").GetTagItem("numberverify.error.code"));
        Assert.DoesNotContain(_telemetry.SpansOf(_name), static span => span.DisplayName == "numberverify.verify");
    }

    [Fact]
    public async Task A_cancelled_call_is_no_failure_of_the_operators()
    {
        await using var services = Services();
        using var cancellation = new CancellationTokenSource();
        var user = await SignInAsync(services);
        await user.GetSessionAsync();
        _operator.Before = async (_, token) =>
        {
            await cancellation.CancelAsync();
            token.ThrowIfCancellationRequested();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => user.VerifyNumberAsync(cancellationToken: cancellation.Token));

        var span = _telemetry.SpansOf(_name).Single(static span => span.DisplayName == "numberverify.verify");

        Assert.Equal(("cancelled", "System.OperationCanceledException"), (span.GetTagItem("numberverify.outcome"), span.GetTagItem("error.type")));
    }

    [Fact]
    public async Task The_callers_own_activity_stays_the_current_one()
    {
        await using var services = Services();
        var user = await SignInAsync(services);
        using var mine = new Activity("mine").Start();

        await user.GetSessionAsync();
        Assert.Same(mine, Activity.Current);
        await user.VerifyNumberAsync();

        Assert.Same(mine, Activity.Current);
        Assert.All(_telemetry.SpansOf(_name).Where(static span => span.DisplayName is "numberverify.exchange" or "numberverify.verify"), span => Assert.Equal(mine.SpanId, span.ParentSpanId));
    }

    [Fact]
    public async Task Refused_callbacks_are_counted_though_nothing_is_sent()
    {
        await using var services = Services();
        var client = services.GetRequiredKeyedService<NumberVerifyClient>(_name);
        await client.DiscoverAsync();
        var request = AuthorizationRequest.Create();
        client.GetAuthUrl(request);
        Assert.Throws<AuthorizationRefusedException>(() => client.ForUser(request, AuthorizationResponse.Parse($"?error=login_required&state={request.State}")));
        Assert.Throws<InvalidCallbackException>(() => client.ForUser(request, AuthorizationResponse.Parse("?code=c&state=s")));

        var points = _telemetry.PointsOf(_name).Where(static point => point.Instrument == "numberverify.client.callback.refusals").ToList();

        Assert.Equal(
            ["NumberVerify.AuthorizationRefusedException login_required", "NumberVerify.InvalidCallbackException "],
            points.Select(static point => $"{point.Tags["error.type"]} {point.Tags.GetValueOrDefault("numberverify.error.code")}").Order(StringComparer.Ordinal));
        Assert.Contains(_log.Entries, static entry => entry.Text.Contains("login_required", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_listener_nothing_is_made()
    {
        _telemetry.Dispose();

        Assert.Null(new OperatorTelemetry(_name, TimeProvider.System, static () => Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance).Start(OperatorTelemetry.Verify, server: null));
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(_log).SetMinimumLevel(LogLevel.Trace)).AddSingleton<TimeProvider>(_operator.Time);
        services.AddNumberVerify(_name, FakeOptions.CopyTo(_operator.Options)).ConfigurePrimaryHttpMessageHandler(() => _operator.Http);
        return services.BuildServiceProvider();
    }

    private async Task<NumberVerifyUserClient> SignInAsync(IServiceProvider services, NumberVerifyOperation operation = NumberVerifyOperation.VerifyNumber)
    {
        var client = services.GetRequiredKeyedService<NumberVerifyClient>(_name);
        await client.DiscoverAsync();
        var request = AuthorizationRequest.Create(operation: operation);
        client.GetAuthUrl(request);
        _operator.Expect(request);
        return client.ForUser(request, AuthorizationResponse.Parse($"?code={FakeOperator.Code}&state={request.State}"), FakeOperator.Number);
    }
}
