namespace NumberVerify.Unit.Tests.Exchange;

/// <summary>A code is redeemed once, however many ask, wait, or give up waiting.</summary>
public sealed class ExchangeOnceTests
{
    private readonly FakeOperator _operator = new();
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int TokenRequests => _operator.Sent(FakeOperator.TokenEndpoint).Count;

    [Fact]
    public async Task Sixty_four_callers_share_one_exchange()
    {
        HoldTheTokenEndpoint();
        var user = _operator.SignIn();
        var callers = Enumerable.Range(0, 64).Select(_ => Task.Run(() => user.GetSessionAsync())).ToArray();
        _gate.SetResult();

        var sessions = await Task.WhenAll(callers);

        Assert.Equal(1, TokenRequests);
        Assert.All(sessions, session => Assert.Same(sessions[0], session));
    }

    [Fact]
    public async Task A_caller_that_gives_up_disturbs_neither_the_exchange_nor_the_others()
    {
        HoldTheTokenEndpoint();
        using var cancellation = new CancellationTokenSource();
        var user = _operator.SignIn();
        var first = user.GetSessionAsync(cancellation.Token);
        var second = user.GetSessionAsync();
        var third = user.VerifyNumberAsync(cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        Assert.False(second.IsCompleted);
        _gate.SetResult();

        Assert.Equal(FakeOperator.Token, (await second).AccessToken);
        Assert.Equal(1, TokenRequests);
        Assert.Empty(_operator.Sent(FakeOperator.VerifyUri));
    }

    [Fact]
    public async Task When_all_gave_up_the_session_is_there_for_the_next()
    {
        HoldTheTokenEndpoint();
        using var cancellation = new CancellationTokenSource();
        var user = _operator.SignIn();
        var first = user.GetSessionAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _gate.SetResult();

        await user.VerifyNumberAsync();

        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task A_caller_that_came_cancelled_starts_nothing()
    {
        var user = _operator.SignIn();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => user.GetSessionAsync(new CancellationToken(canceled: true)));

        Assert.Empty(_operator.Http.Sent);
        Assert.NotNull(await user.GetSessionAsync());
    }

    [Fact]
    public async Task All_waiters_see_the_failure_of_the_exchange_and_none_a_cancellation()
    {
        HoldTheTokenEndpoint();
        _operator.OnToken = _ => FakeHandler.Json("""{"error":"invalid_grant"}""", System.Net.HttpStatusCode.BadRequest);
        var user = _operator.SignIn();
        var callers = Enumerable.Range(0, 8).Select(_ => user.GetSessionAsync()).ToArray();
        _gate.SetResult();

        var outcomes = await Task.WhenAll(callers.Select(caller => Record.ExceptionAsync(() => caller)));

        Assert.All(outcomes, static outcome => Assert.IsType<CodeRejectedException>(outcome));
        await Assert.ThrowsAsync<CodeRejectedException>(() => user.GetSessionAsync());
        Assert.Equal(1, TokenRequests);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, true)]
    [InlineData(HttpRequestError.ConnectionError, true)]
    [InlineData(HttpRequestError.SecureConnectionError, true)]
    [InlineData(HttpRequestError.ProxyTunnelError, true)]
    [InlineData(HttpRequestError.ResponseEnded, false)]
    [InlineData(HttpRequestError.InvalidResponse, false)]
    [InlineData(HttpRequestError.HttpProtocolError, false)]
    [InlineData(HttpRequestError.Unknown, false)]
    public async Task Only_what_was_certainly_not_sent_can_be_tried_again(HttpRequestError error, bool canRetry)
    {
        _operator.OnToken = _ => throw FakeHandler.Broken(error);
        var user = _operator.SignIn();

        var exception = await Assert.ThrowsAsync<TransportException>(() => user.GetSessionAsync());
        _operator.OnToken = _ => FakeHandler.Json(_operator.TokenBody().ToJsonString());
        var second = await Record.ExceptionAsync(() => user.GetSessionAsync());

        Assert.Equal((!canRetry, false), (exception.RequestMayHaveBeenProcessed, exception.TimedOut));
        Assert.Equal(canRetry ? null : typeof(TransportException), second?.GetType());
        Assert.Equal(canRetry ? 2 : 1, TokenRequests);
    }

    [Fact]
    public async Task After_a_timeout_the_code_is_taken_for_used()
    {
        _operator.OnToken = _ => throw FakeHandler.TimedOut();
        var user = _operator.SignIn();

        var exception = await Assert.ThrowsAsync<TransportException>(() => user.GetSessionAsync());

        Assert.True(exception is { TimedOut: true, RequestMayHaveBeenProcessed: true });
        await Assert.ThrowsAsync<TransportException>(() => user.GetSessionAsync());
        Assert.Equal(1, TokenRequests);
    }

    /// <summary>The one real wait of these tests: HttpClient's timer knows no fake time.</summary>
    [Fact]
    public async Task The_timeout_of_the_options_ends_an_exchange_that_hangs()
    {
        _operator.Options.Timeout = TimeSpan.FromMilliseconds(100);
        _operator.Before = static (_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);

        var exception = await Assert.ThrowsAsync<TransportException>(() => _operator.SignIn().GetSessionAsync());

        Assert.True(exception.TimedOut);
    }

    [Fact]
    public async Task An_exchange_that_only_half_happened_is_never_repeated()
    {
        // The code was redeemed; then the keys for the id_token could not be fetched.
        _operator.OnJwks = _ => throw FakeHandler.Broken(HttpRequestError.ConnectionError);
        var user = _operator.SignIn();

        var exception = await Assert.ThrowsAnyAsync<NumberVerifyException>(() => user.GetSessionAsync());
        await Assert.ThrowsAnyAsync<NumberVerifyException>(() => user.GetSessionAsync());

        Assert.Equal(1, TokenRequests);
        Assert.True(exception.RequestMayHaveBeenProcessed);
    }

    [Fact]
    public async Task A_discovery_that_failed_before_the_exchange_has_not_spent_the_code()
    {
        FakeOperator.Discovered(_operator.Options);
        FakeOperator.Plain(_operator.Options);
        _operator.OnMetadata = _ => FakeHandler.Json("{}", System.Net.HttpStatusCode.InternalServerError);
        var user = _operator.Client.ForUser("a-code");
        await Assert.ThrowsAnyAsync<NumberVerifyException>(() => user.GetSessionAsync());
        _operator.OnMetadata = _ => FakeHandler.Json(FakeOperator.MetadataBody().ToJsonString());

        Assert.Equal(FakeOperator.Token, (await user.GetSessionAsync()).AccessToken);

        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task An_error_body_that_never_came_still_leaves_the_status()
    {
        _operator.OnToken = _ => new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable) { Content = new StreamContent(new BrokenStream()) { Headers = { ContentType = new("application/json") } } };

        Assert.Equal(503, (int)(await Assert.ThrowsAsync<OperatorUnavailableException>(() => _operator.SignIn().GetSessionAsync())).StatusCode!);
    }

    [Fact]
    public async Task A_success_whose_body_broke_off_is_a_broken_exchange()
    {
        _operator.OnToken = _ => new HttpResponseMessage { Content = new StreamContent(new BrokenStream()) { Headers = { ContentType = new("application/json") } } };

        Assert.True((await Assert.ThrowsAsync<TransportException>(() => _operator.SignIn().GetSessionAsync())).RequestMayHaveBeenProcessed);
    }

    private void HoldTheTokenEndpoint() => _operator.Before = (request, _) => request.Uri.AbsoluteUri == FakeOperator.TokenEndpoint ? _gate.Task : Task.CompletedTask;

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new HttpIOException(HttpRequestError.ResponseEnded, "canary");
    }
}
