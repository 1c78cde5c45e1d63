using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NumberVerify.Unit.Tests.Verification;

/// <summary>The value by which an operator finds a call again in its logs.</summary>
public sealed class CorrelatorTests
{
    private readonly FakeOperator _operator = new();

    private string? Sent => _operator.Sent(FakeOperator.VerifyUri).Single().Header("x-correlator");

    [Fact]
    public async Task A_UUID_is_made_that_every_release_takes()
    {
        var answer = await _operator.SignIn().VerifyNumberAsync();

        Assert.True(Guid.TryParseExact(Sent, "D", out _));
        Assert.Matches(@"\A[a-zA-Z0-9-]{0,55}\z", Sent);
        Assert.Equal(Sent, answer.CorrelationId);
    }

    [Fact]
    public async Task Each_call_has_its_own()
    {
        var answers = await Task.WhenAll(_operator.SignIn().VerifyNumberAsync(), new FakeOperator().SignIn().VerifyNumberAsync());

        Assert.NotEqual(answers[0].CorrelationId, answers[1].CorrelationId);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("my-own_value:1;2.3/4<5>{6}")]
    public async Task The_callers_own_is_sent_as_it_is(string correlator)
    {
        await _operator.SignIn().VerifyNumberAsync(config: new ApiConfig { CorrelationId = correlator });

        Assert.Equal(correlator, Sent);
    }

    [Fact]
    public async Task Two_hundred_fifty_six_characters_are_allowed()
    {
        await _operator.SignIn().VerifyNumberAsync(config: new ApiConfig { CorrelationId = new string('a', 256) });

        Assert.Equal(256, Sent!.Length);
    }

    public static TheoryData<string> Malformed => ["a\n", "a\r\nX-Evil: 1", "a\0", "a b", "a@b", "é", "٣", "a\u200b", new string('a', 257)];

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_one_is_refused_before_anything_is_sent(string correlator)
    {
        var config = new ApiConfig { CorrelationId = correlator };

        await Assert.ThrowsAnyAsync<ArgumentException>(() => _operator.SignIn().VerifyNumberAsync(config: config));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _operator.SignIn().VerifyHashedNumberAsync(config: config));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _operator.SignInForDevicePhoneNumber().GetDevicePhoneNumberAsync(config));

        Assert.Empty(_operator.Http.Sent);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_one_does_not_spend_the_session(string correlator)
    {
        var user = _operator.SignIn();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => user.VerifyNumberAsync(config: new ApiConfig { CorrelationId = correlator }));

        Assert.True((await user.VerifyNumberAsync()).DevicePhoneNumberVerified);
    }

    [Theory]
    [InlineData("somebody-elses")]
    [InlineData("<script>")]
    public async Task Another_one_in_the_answer_is_told_and_noted(string echoed)
    {
        var log = new ListLogger();
        _operator.OnVerify = _ => FakeHandler.Json("""{"devicePhoneNumberVerified":true}""").With("x-correlator", echoed);
        await using var provider = Registered(log);

        var answer = await SignIn(provider).VerifyNumberAsync();

        Assert.Equal(echoed, answer.CorrelationId);
        Assert.Single(log.Entries, static entry => entry.Level == LogLevel.Warning && Regex.IsMatch(entry.Text, "x-correlator"));
        Assert.DoesNotContain(log.Entries, entry => entry.Text.Contains(echoed, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("caf\u00e9")]
    public async Task Garbage_in_the_answer_counts_as_none(string echoed)
    {
        _operator.OnVerify = _ => FakeHandler.Json("""{"devicePhoneNumberVerified":true}""").With("x-correlator", echoed);

        var answer = await _operator.SignIn().VerifyNumberAsync();

        Assert.Equal(Sent, answer.CorrelationId);
    }

    [Fact]
    public async Task Two_in_the_answer_count_as_none()
    {
        _operator.OnVerify = _ => FakeHandler.Json("""{"devicePhoneNumberVerified":true}""").With("x-correlator", "a").With("x-correlator", "b");

        var answer = await _operator.SignIn().VerifyNumberAsync();

        Assert.Equal(Sent, answer.CorrelationId);
    }

    [Theory]
    [InlineData("echoed")]
    [InlineData(null)]
    public async Task A_refusal_has_one_too(string? echoed)
    {
        _operator.OnVerify = _ => echoed is null ? FakeHandler.Json("{}", HttpStatusCode.Forbidden) : FakeHandler.Json("{}", HttpStatusCode.Forbidden).With("x-correlator", echoed);

        var exception = await Assert.ThrowsAsync<PermissionDeniedException>(() => _operator.SignIn().VerifyNumberAsync());

        Assert.Equal(echoed ?? Sent, exception.CorrelationId);
    }

    private ServiceProvider Registered(ListLogger log)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace));
        services.AddSingleton<TimeProvider>(_operator.Time);
        services.AddNumberVerify(FakeOptions.CopyTo(_operator.Options)).ConfigurePrimaryHttpMessageHandler(() => _operator.Http);
        return services.BuildServiceProvider();
    }

    private NumberVerifyUserClient SignIn(ServiceProvider provider)
    {
        var request = AuthorizationRequest.Create();
        _operator.SignIn(request: request);
        return provider.GetRequiredService<NumberVerifyClient>().ForUser(request, AuthorizationResponse.Parse($"?code=c&state={request.State}"), FakeOperator.Number);
    }
}
