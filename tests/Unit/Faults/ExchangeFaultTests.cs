using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace NumberVerify.Unit.Tests.Faults;

/// <summary>The fault catalogue, part B: what callers, clocks, restarts and keys do to an exchange and its session.</summary>
public sealed class ExchangeFaultTests
{
    private static readonly string[] s_catalogue = ["B2", "B3", "B5", "B6", "B7", "B8", "B10", "B11", "B12", "B14", "B15", "B16", "B17", "B18"];

    private static readonly Scenario[] s_scenarios =
    [
        new("B2", "A code that is brought a second time is refused by its operator and reaches no API", ReplayAsync),
        new("B3", "A call cancelled before it began sends nothing and spends nothing", CancelBeforeAsync),
        new("B5", "A waiter that gives up leaves the exchange to the others", static mobileOperator => GiveUpAsync(mobileOperator, leaderGivesUp: false)),
        new("B6", "The first caller that gives up cancels nobody else", static mobileOperator => GiveUpAsync(mobileOperator, leaderGivesUp: true)),
        new("B7", "An exchange that failed is not the next flow's", FailThenSucceedAsync),
        new("B8", "An expired session sends nothing", static mobileOperator => ExpireAsync(mobileOperator, static time => time.Advance(TimeSpan.FromSeconds(300)))),
        new("B10", "A clock set back by an hour does not keep a session alive", static mobileOperator => ExpireAsync(mobileOperator, static time =>
        {
            time.SetWallClock(time.GetUtcNow().AddHours(-1));
            time.Advance(TimeSpan.FromSeconds(300));
        })),
        new("B11", "A clock set forward by an hour ends a session", static mobileOperator => ExpireAsync(mobileOperator, static time => time.SetWallClock(time.GetUtcNow().AddHours(1)))),
        new("B12", "A second call with a session sends nothing", UseTwiceAsync),
        new("B14", "A container that goes away during an exchange takes no answer with it", DisposeAsync),
        new("B15", "The same state at two operators opens neither's door for the other", SameState),
        new("B16", "A restart between start and callback is bridged by the protected request, and by nothing else", Restart),
        new("B17", "A rotated key still opens what it made, a revoked one nothing", RotateKeys),
        new("B18", "A request of the staging environment is none in production", OtherEnvironment),
    ];

    public static TheoryData<string> Scenarios => [.. s_scenarios.Select(static scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public Task It_holds(string name) => s_scenarios.Single(scenario => scenario.Name == name).RunAsync(new FakeOperator());

    [Fact]
    public void Every_row_of_the_catalogue_is_here() => Assert.Equal(s_catalogue, s_scenarios.Select(static scenario => scenario.Id).Distinct());

    private static async Task ReplayAsync(FakeOperator mobileOperator)
    {
        var request = AuthorizationRequest.Create();
        var user = mobileOperator.SignIn(request: request);
        await user.GetSessionAsync();
        Assert.Same(await user.GetSessionAsync(), await user.GetSessionAsync());
        mobileOperator.OnToken = static _ => FakeHandler.Json("""{"error":"invalid_grant"}""", HttpStatusCode.BadRequest);

        var exception = await Assert.ThrowsAsync<CodeRejectedException>(() => mobileOperator.SignIn(request: request).VerifyNumberAsync());

        Assert.True(exception.RequestMayHaveBeenProcessed);
        Assert.Equal(2, mobileOperator.Sent(FakeOperator.TokenEndpoint).Count);
        Assert.Empty(mobileOperator.Sent(FakeOperator.VerifyUri));
    }

    private static async Task CancelBeforeAsync(FakeOperator mobileOperator)
    {
        var cancelled = new CancellationToken(canceled: true);
        var user = mobileOperator.SignIn();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => user.VerifyNumberAsync(cancellationToken: cancelled));
        Assert.Empty(mobileOperator.Http.Sent);

        await user.GetSessionAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => user.VerifyNumberAsync(cancellationToken: cancelled));
        Assert.Empty(mobileOperator.Sent(FakeOperator.VerifyUri));

        Assert.True((await user.VerifyNumberAsync()).DevicePhoneNumberVerified);
        Assert.Single(mobileOperator.Sent(FakeOperator.TokenEndpoint));
    }

    private static async Task GiveUpAsync(FakeOperator mobileOperator, bool leaderGivesUp)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        mobileOperator.Before = (_, _) => gate.Task;
        using var cancellation = new CancellationTokenSource();
        var user = mobileOperator.SignIn();
        var leader = user.GetSessionAsync(leaderGivesUp ? cancellation.Token : default);
        var waiter = user.GetSessionAsync(leaderGivesUp ? default : cancellation.Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaderGivesUp ? leader : waiter);
        gate.SetResult();

        Assert.Equal(FakeOperator.Token, (await (leaderGivesUp ? waiter : leader)).AccessToken);
        Assert.Single(mobileOperator.Sent(FakeOperator.TokenEndpoint));
    }

    private static async Task FailThenSucceedAsync(FakeOperator mobileOperator)
    {
        var good = mobileOperator.OnToken;
        mobileOperator.OnToken = static _ => FakeHandler.Json("{}", HttpStatusCode.InternalServerError);
        var failed = mobileOperator.SignIn();
        await Assert.ThrowsAsync<OperatorUnavailableException>(() => failed.GetSessionAsync());
        mobileOperator.OnToken = good;

        Assert.True((await mobileOperator.SignIn().VerifyNumberAsync()).DevicePhoneNumberVerified);
        await Assert.ThrowsAsync<OperatorUnavailableException>(() => failed.GetSessionAsync());
        Assert.Equal(2, mobileOperator.Sent(FakeOperator.TokenEndpoint).Count);
    }

    private static async Task ExpireAsync(FakeOperator mobileOperator, Action<ManualTimeProvider> pass)
    {
        var user = mobileOperator.SignIn();
        await user.GetSessionAsync();
        var sent = mobileOperator.Http.Sent.Count;
        pass(mobileOperator.Time);

        var exception = await Assert.ThrowsAsync<SessionExpiredException>(() => user.VerifyNumberAsync());

        Assert.False(exception.RequestMayHaveBeenProcessed);
        Assert.DoesNotContain(FakeOperator.Token, exception.ToString(), StringComparison.Ordinal);
        Assert.Equal(sent, mobileOperator.Http.Sent.Count);
    }

    private static async Task UseTwiceAsync(FakeOperator mobileOperator)
    {
        var user = mobileOperator.SignIn();
        await user.VerifyNumberAsync();
        var sent = mobileOperator.Http.Sent.Count;

        var exception = await Assert.ThrowsAsync<SessionAlreadyUsedException>(() => user.VerifyNumberAsync());

        Assert.False(exception.RequestMayHaveBeenProcessed);
        Assert.Equal(sent, mobileOperator.Http.Sent.Count);
    }

    private static async Task DisposeAsync(FakeOperator mobileOperator)
    {
        FakeOperator.Plain(mobileOperator.Options);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        mobileOperator.Before = (_, _) => gate.Task;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(mobileOperator.Time);
        services.AddNumberVerify(FakeOptions.CopyTo(mobileOperator.Options)).ConfigurePrimaryHttpMessageHandler(() => mobileOperator.Http);
        var provider = services.BuildServiceProvider();
        var exchange = provider.GetRequiredService<NumberVerifyClient>().ForUser(FakeOperator.Code, FakeOperator.Number).GetSessionAsync();

        await provider.DisposeAsync();
        gate.SetResult();

        Assert.Equal(FakeOperator.Token, (await exchange).AccessToken);
    }

    private static void SameState(FakeOperator mobileOperator)
    {
        var other = new FakeOperator(static options => options.Issuer = "https://other.example").Client;
        var (mine, theirs) = (Requests.Create("state", "nonce", "verifier"), Requests.Create("state", "nonce", "verifier"));
        mobileOperator.Client.GetAuthUrl(mine);
        other.GetAuthUrl(theirs);
        var response = AuthorizationResponse.Parse("?code=c&state=state");

        Assert.NotNull(mobileOperator.Client.ForUser(mine, response));
        Assert.NotNull(other.ForUser(theirs, response));
        Assert.Throws<InvalidCallbackException>(() => mobileOperator.Client.ForUser(theirs, response));
        Assert.Throws<InvalidCallbackException>(() => other.ForUser(mine, response));
    }

    private static void Restart(FakeOperator mobileOperator)
    {
        var request = AuthorizationRequest.Create("basket 7");
        mobileOperator.Client.GetAuthUrl(request);
        var kept = request.Protect(Keys(1), mobileOperator.Time);
        var restarted = new FakeOperator();
        var callback = AuthorizationResponse.Parse($"?code=c&state={request.State}");

        Assert.Equal("basket 7", restarted.Client.ForUser(AuthorizationRequest.Unprotect(kept, Keys(1), restarted.Time), callback).ApplicationState);
        Assert.Throws<InvalidCallbackException>(() => restarted.Client.ForUser(AuthorizationRequest.Create(), callback));
    }

    private static void RotateKeys(FakeOperator mobileOperator)
    {
        var request = AuthorizationRequest.Create();
        var kept = request.Protect(Keys(1), mobileOperator.Time);

        Assert.Equal(request, AuthorizationRequest.Unprotect(kept, Keys(2, 1), mobileOperator.Time));
        Assert.Throws<InvalidCallbackException>(() => AuthorizationRequest.Unprotect(kept, Keys(2), mobileOperator.Time));
    }

    /// <summary>By its keys where they differ, as they should; by its client where they do not.</summary>
    private static void OtherEnvironment(FakeOperator mobileOperator)
    {
        var staging = new FakeOperator(static options => (options.ClientId, options.Issuer) = ("staging", "https://staging.example"));
        var request = AuthorizationRequest.Create();
        staging.Client.GetAuthUrl(request);
        var kept = request.Protect(Keys(1), mobileOperator.Time);

        Assert.Throws<InvalidCallbackException>(() => AuthorizationRequest.Unprotect(kept, Keys(2), mobileOperator.Time));
        Assert.Throws<InvalidCallbackException>(() => mobileOperator.Client.ForUser(AuthorizationRequest.Unprotect(kept, Keys(1), mobileOperator.Time), AuthorizationResponse.Parse($"?code=c&state={request.State}")));
    }

    private static ProtectionKeys Keys(params byte[] seeds) => new([.. seeds.Select(static seed => Enumerable.Repeat(seed, 32).ToArray())]);
}
