using System.Net;
using NumberVerify.Generated;
using NumberVerify.Integration.Tests.Simulator;
using NumberVerify.Simulator;

namespace NumberVerify.Integration.Tests.Flow;

public sealed class FlowTests
{
    [Fact]
    public async Task A_code_is_exchanged_once_however_many_callers_ask()
    {
        await using var flow = await FlowFixture.StartAsync();
        var user = await flow.SignInAsync();

        var sessions = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => user.GetSessionAsync())));

        Assert.Single(sessions.Distinct());
        Assert.Equal(1, flow.CountRequests("/token"));
    }

    [Fact]
    public async Task A_session_makes_one_call_and_the_second_sends_nothing()
    {
        await using var flow = await FlowFixture.StartAsync();
        var user = await flow.SignInAsync(RunningOperator.Number);
        await user.VerifyNumberAsync();

        await Assert.ThrowsAsync<SessionAlreadyUsedException>(() => user.VerifyNumberAsync());

        Assert.Equal(1, flow.CountRequests($"/{NumberVerificationClient.BasePath}/verify"));
    }

    [Fact]
    public async Task Sixteen_calls_at_once_over_one_session_send_one()
    {
        await using var flow = await FlowFixture.StartAsync();
        var user = await flow.SignInAsync(RunningOperator.Number);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            try
            {
                return (await user.VerifyNumberAsync()).DevicePhoneNumberVerified;
            }
            catch (SessionAlreadyUsedException)
            {
                return (bool?)null;
            }
        })));

        Assert.Single(outcomes, outcome => outcome == true);
        Assert.Equal(15, outcomes.Count(outcome => outcome is null));
        Assert.Equal(1, flow.CountRequests($"/{NumberVerificationClient.BasePath}/verify"));
    }

    [Fact]
    public async Task A_callers_own_session_is_used_in_place_of_the_code()
    {
        await using var flow = await FlowFixture.StartAsync();
        var session = await (await flow.SignInAsync()).GetSessionAsync();
        var other = await flow.SignInAsync();

        var answer = await other.VerifyNumberAsync(RunningOperator.Number, new ApiConfig { Session = session });

        Assert.True(answer.DevicePhoneNumberVerified);
        Assert.Equal(1, flow.CountRequests("/token"));
        await Assert.ThrowsAsync<SessionAlreadyUsedException>(() => other.VerifyNumberAsync(RunningOperator.Number, new ApiConfig { Session = session with { } }));
    }

    [Fact]
    public async Task A_replayed_code_is_refused()
    {
        await using var flow = await FlowFixture.StartAsync();
        var request = AuthorizationRequest.Create();
        var response = AuthorizationResponse.Parse(await flow.Operator.Phone.OpenAsync(flow.Client.GetAuthUrl(request)));
        await flow.Client.ForUser(request, response).GetSessionAsync();

        var refusal = await Assert.ThrowsAsync<CodeRejectedException>(() => flow.Client.ForUser(request, response).GetSessionAsync());

        Assert.Equal("invalid_grant", refusal.Code);
        Assert.Equal(HttpStatusCode.BadRequest, refusal.StatusCode);
    }

    [Fact]
    public async Task A_code_that_is_too_old_is_refused_by_the_operator()
    {
        await using var flow = await FlowFixture.StartAsync();
        var user = await flow.SignInAsync();
        flow.Operator.Time.Advance(TimeSpan.FromSeconds(61));

        await Assert.ThrowsAsync<CodeRejectedException>(() => user.GetSessionAsync());
    }

    [Fact]
    public async Task A_session_ends_after_300_seconds_without_a_call()
    {
        await using var flow = await FlowFixture.StartAsync();
        var user = await flow.SignInAsync(RunningOperator.Number);
        var session = await user.GetSessionAsync();
        Assert.Equal(flow.Operator.Time.GetUtcNow().AddSeconds(300), session.ExpiresAt);
        flow.Operator.Time.Advance(TimeSpan.FromSeconds(300));

        await Assert.ThrowsAsync<SessionExpiredException>(() => user.VerifyNumberAsync());

        Assert.Equal(0, flow.CountRequests($"/{NumberVerificationClient.BasePath}/verify"));
    }

    [Fact]
    public async Task The_callback_of_another_user_is_refused_before_anything_is_sent()
    {
        await using var flow = await FlowFixture.StartAsync();
        var mine = AuthorizationRequest.Create();
        var theirs = AuthorizationRequest.Create();
        var response = AuthorizationResponse.Parse(await flow.Operator.Phone.OpenAsync(flow.Client.GetAuthUrl(theirs)));

        Assert.Throws<InvalidCallbackException>(() => flow.Client.ForUser(mine, response));

        Assert.Equal(0, flow.CountRequests("/token"));
    }

    [Fact]
    public async Task Callbacks_of_two_operators_cannot_be_swapped()
    {
        await using var here = await FlowFixture.StartAsync();
        await using var there = await FlowFixture.StartAsync();
        var request = AuthorizationRequest.Create();
        var response = AuthorizationResponse.Parse(await there.Operator.Phone.OpenAsync(there.Client.GetAuthUrl(request)));

        Assert.Throws<InvalidCallbackException>(() => here.Client.ForUser(request, response));
    }

    [Fact]
    public async Task Callbacks_of_two_operators_cannot_be_swapped_though_neither_names_its_issuer()
    {
        await using var here = await FlowFixture.StartAsync();
        await using var there = await FlowFixture.StartAsync();
        var keys = new ProtectionKeys(new byte[32]);
        var (mine, theirs) = (WithoutIssuer(here), WithoutIssuer(there));

        // Both share one redirect URI, and the requests wait in cookies.
        var request = AuthorizationRequest.Create();
        var callback = await there.Operator.Phone.OpenAsync(theirs.GetAuthUrl(request));
        var response = AuthorizationResponse.Parse(callback.Query.Split('&').Where(static pair => !pair.Contains("iss=", StringComparison.Ordinal)).Aggregate(static (left, right) => $"{left}&{right}"));
        var kept = AuthorizationRequest.Unprotect(request.Protect(keys, there.Operator.Time), keys, there.Operator.Time);

        Assert.Null(response.Issuer);
        Assert.Throws<InvalidCallbackException>(() => mine.ForUser(kept, response));
        Assert.Equal(0, here.CountRequests("/token"));
        Assert.NotNull(await theirs.ForUser(kept, response).GetSessionAsync());

        static NumberVerifyClient WithoutIssuer(FlowFixture flow) => new(
            new NumberVerifyClientOptions
            {
                ClientId = RunningOperator.ClientId,
                ClientSecret = RunningOperator.ClientSecret,
                RedirectUri = new Uri(FlowFixture.RedirectUri),
                AuthorizationEndpoint = flow.Operator.Simulator.AuthorizationEndpoint,
                TokenEndpoint = new Uri(flow.Operator.Simulator.Issuer, "/token"),
                ApiRoot = flow.Operator.Simulator.ApiRoot,
                AllowLoopbackHttp = true,
                Profile = OperatorProfile.Camara with { UsesOpenId = false, ClientAuthentication = ClientAuthenticationMethod.ClientSecretBasic },
            },
            timeProvider: flow.Operator.Time);
    }

    [Theory]
    [InlineData(WifiBehavior.LoginRequired, typeof(AuthorizationRefusedException), "login_required")]
    [InlineData(WifiBehavior.NotAuthenticatedByMobileNetwork, typeof(NotOnMobileNetworkException), "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK")]
    public async Task A_device_on_wifi_is_a_typed_refusal_of_the_callback(WifiBehavior behavior, Type type, string code)
    {
        await using var flow = await FlowFixture.StartAsync(configureOperator: options => options.WifiBehavior = behavior);
        flow.Operator.Phone.Connection = DeviceConnection.WiFi;

        var refusal = await Assert.ThrowsAnyAsync<NumberVerifyException>(() => flow.SignInAsync(RunningOperator.Number));

        Assert.IsType(type, refusal);
        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public async Task Wrong_credentials_are_the_clients_fault()
    {
        await using var flow = await FlowFixture.StartAsync(ClientAuthenticationMethod.ClientSecretBasic, options => options.ClientSecret = "wrong");
        var user = await flow.SignInAsync();

        var refusal = await Assert.ThrowsAsync<ClientRejectedException>(() => user.GetSessionAsync());

        Assert.Equal("invalid_client", refusal.Code);
    }

    [Fact]
    public async Task A_session_for_one_operation_is_refused_for_the_other_before_anything_is_sent()
    {
        await using var flow = await FlowFixture.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await (await flow.SignInAsync()).GetDevicePhoneNumberAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await (await flow.SignInAsync(operation: NumberVerifyOperation.GetDevicePhoneNumber)).VerifyNumberAsync(RunningOperator.Number));

        Assert.Equal(0, flow.CountRequests("/token"));
    }

    [Fact]
    public async Task The_applications_state_comes_back_and_is_never_sent()
    {
        await using var flow = await FlowFixture.StartAsync();
        var request = AuthorizationRequest.Create("basket 7");
        var url = flow.Client.GetAuthUrl(request);

        var user = flow.Client.ForUser(request, AuthorizationResponse.Parse(await flow.Operator.Phone.OpenAsync(url)));

        Assert.Equal("basket 7", user.ApplicationState);
        Assert.DoesNotContain("basket", url.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frontend_builds_the_same_url_from_the_public_half()
    {
        await using var flow = await FlowFixture.StartAsync();
        var request = AuthorizationRequest.Create();
        var frontend = new NumberVerifyFrontendClient(RunningOperator.KeyClientId, flow.Operator.Simulator.AuthorizationEndpoint, new Uri(FlowFixture.RedirectUri));

        Assert.Equal(flow.Client.GetAuthUrl(request), frontend.GetAuthUrl(flow.Client.GetParameters(request)));
    }
}
