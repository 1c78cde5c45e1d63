namespace NumberVerify.Unit.Tests.Verification;

/// <summary>A session is good for one call and for 300 seconds, however it is copied and whatever the clock does.</summary>
public sealed class SessionTests
{
    private readonly FakeOperator _operator = new();

    [Fact]
    public async Task A_second_call_sends_nothing()
    {
        var user = _operator.SignIn();
        await user.VerifyNumberAsync();
        var sent = _operator.Http.Sent.Count;

        await Assert.ThrowsAsync<SessionAlreadyUsedException>(() => user.VerifyNumberAsync());
        await Assert.ThrowsAsync<SessionAlreadyUsedException>(() => user.VerifyHashedNumberAsync());

        Assert.Equal(sent, _operator.Http.Sent.Count);
    }

    [Fact]
    public async Task Sixteen_parallel_calls_send_one()
    {
        var user = _operator.SignIn();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Record.ExceptionAsync(() => user.VerifyNumberAsync()))));

        Assert.Single(_operator.Sent(FakeOperator.VerifyUri));
        Assert.Single(_operator.Sent(FakeOperator.TokenEndpoint));
        Assert.Single(outcomes, static outcome => outcome is null);
        Assert.Equal(15, outcomes.Count(static outcome => outcome is SessionAlreadyUsedException));
    }

    [Fact]
    public async Task Copies_share_the_single_use()
    {
        var user = _operator.SignIn();
        var session = await user.GetSessionAsync();
        await user.VerifyNumberAsync(config: new ApiConfig { Session = session with { Scopes = [] } });

        await Assert.ThrowsAsync<SessionAlreadyUsedException>(() => user.VerifyNumberAsync(config: new ApiConfig { Session = session with { ExpiresAt = DateTimeOffset.MaxValue } }));
        await Assert.ThrowsAsync<SessionAlreadyUsedException>(() => user.VerifyNumberAsync());

        Assert.Single(_operator.Sent(FakeOperator.VerifyUri));
    }

    [Fact]
    public async Task A_call_that_failed_has_used_the_session()
    {
        _operator.OnVerify = _ => FakeHandler.Json("{}", System.Net.HttpStatusCode.InternalServerError);
        var user = _operator.SignIn();
        await Assert.ThrowsAsync<OperatorUnavailableException>(() => user.VerifyNumberAsync());

        await Assert.ThrowsAsync<SessionAlreadyUsedException>(() => user.VerifyNumberAsync());

        Assert.Single(_operator.Sent(FakeOperator.VerifyUri));
    }

    [Theory]
    [InlineData(299, true)]
    [InlineData(300, false)]
    [InlineData(3600, false)]
    public async Task Time_that_passes_ends_it(int seconds, bool isGood)
    {
        var user = _operator.SignIn();
        await user.GetSessionAsync();
        _operator.Time.Advance(TimeSpan.FromSeconds(seconds));

        await ExpectAsync(user, isGood);
    }

    [Fact]
    public async Task A_clock_set_forward_ends_it()
    {
        var user = _operator.SignIn();
        await user.GetSessionAsync();
        _operator.Time.SetWallClock(_operator.Time.GetUtcNow().AddHours(1));

        await ExpectAsync(user, isGood: false);
    }

    [Fact]
    public async Task A_clock_set_back_does_not_revive_it()
    {
        var user = _operator.SignIn();
        var session = await user.GetSessionAsync();
        _operator.Time.Advance(TimeSpan.FromSeconds(301));
        _operator.Time.SetWallClock(_operator.Time.GetUtcNow().AddHours(-1));

        await ExpectAsync(user, isGood: false);
        await Assert.ThrowsAsync<SessionExpiredException>(() => user.VerifyNumberAsync(config: new ApiConfig { Session = session with { ExpiresAt = DateTimeOffset.MaxValue } }));
    }

    [Fact]
    public async Task What_the_exchange_took_counts()
    {
        _operator.Before = (request, _) =>
        {
            if (request.Uri.AbsoluteUri == FakeOperator.TokenEndpoint)
            {
                _operator.Time.Advance(TimeSpan.FromSeconds(9));
            }

            return Task.CompletedTask;
        };
        var start = _operator.Time.GetUtcNow();

        var session = await _operator.SignIn().GetSessionAsync();

        Assert.Equal(start.AddSeconds(300), session.ExpiresAt);
    }

    [Fact]
    public async Task An_expired_session_sends_nothing_and_a_used_one_that_expired_says_so()
    {
        var user = _operator.SignIn();
        await user.GetSessionAsync();
        _operator.Time.Advance(TimeSpan.FromSeconds(300));

        var exception = await Assert.ThrowsAsync<SessionExpiredException>(() => user.VerifyNumberAsync());

        Assert.False(exception.RequestMayHaveBeenProcessed);
        Assert.Empty(_operator.Sent(FakeOperator.VerifyUri));
    }

    [Fact]
    public async Task The_callers_own_session_saves_the_exchange_and_obeys_the_same_guard()
    {
        var config = new ApiConfig { Session = OwnSession("own-token") };
        var user = _operator.SignIn();

        Assert.True((await user.VerifyNumberAsync(config: config)).DevicePhoneNumberVerified);

        Assert.Equal("Bearer own-token", _operator.Http.Sent.Single().Header("Authorization"));
        await Assert.ThrowsAsync<SessionAlreadyUsedException>(() => _operator.SignIn().VerifyNumberAsync(config: config));
    }

    [Fact]
    public async Task The_callers_own_session_expires()
    {
        var config = new ApiConfig { Session = OwnSession("own-token") };
        _operator.Time.Advance(TimeSpan.FromSeconds(60));

        await Assert.ThrowsAsync<SessionExpiredException>(() => _operator.SignIn().VerifyNumberAsync(config: config));

        Assert.Empty(_operator.Http.Sent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("é")]
    public async Task A_token_that_is_no_header_value_never_leaves(string token)
    {
        var exception = await Assert.ThrowsAsync<TransportException>(() => _operator.SignIn().VerifyNumberAsync(config: new ApiConfig { Session = OwnSession(token) }));

        Assert.False(exception.RequestMayHaveBeenProcessed);
        Assert.Empty(_operator.Http.Sent);
    }

    [Fact]
    public async Task A_call_cancelled_before_it_began_leaves_the_session_whole()
    {
        var config = new ApiConfig { Session = OwnSession("own-token") };
        var user = _operator.SignIn();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => user.VerifyNumberAsync(config: config, cancellationToken: new CancellationToken(canceled: true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => user.VerifyNumberAsync(cancellationToken: new CancellationToken(canceled: true)));

        Assert.Empty(_operator.Http.Sent);
        Assert.True((await user.VerifyNumberAsync(config: config)).DevicePhoneNumberVerified);
    }

    private Session OwnSession(string token) => new() { AccessToken = token, ExpiresAt = _operator.Time.GetUtcNow().AddSeconds(60), Scopes = [] };

    private async Task ExpectAsync(NumberVerifyUserClient user, bool isGood)
    {
        var exception = await Record.ExceptionAsync(() => user.VerifyNumberAsync());

        Assert.Equal(isGood ? null : typeof(SessionExpiredException), exception?.GetType());
        Assert.Equal(isGood ? 1 : 0, _operator.Sent(FakeOperator.VerifyUri).Count);
    }
}
