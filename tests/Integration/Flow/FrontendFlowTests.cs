using System.Net;
using NumberVerify.Integration.Tests.Simulator;
using NumberVerify.Simulator;

namespace NumberVerify.Integration.Tests.Flow;

/// <summary>An app opens the authorization URL over a connection of its own, and what the operator's answers tell it: the table of docs/frontend.md.</summary>
public sealed class FrontendFlowTests
{
    private const string NotByMobileNetwork = "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK";

    [Theory]
    [InlineData(RunningOperator.Number, true)]
    [InlineData(RunningOperator.OtherNumber, false)]
    public async Task Over_mobile_data_every_number_has_an_answer(string number, bool verified)
    {
        await using var flow = await FlowFixture.StartAsync();
        var request = AuthorizationRequest.Create();

        var callback = await OpenAsync(flow, request, flow.Operator.Phone.Id);
        var answer = await flow.Client.ForUser(request, AuthorizationResponse.Parse(callback), number).VerifyNumberAsync();

        Assert.Equal(verified, answer.DevicePhoneNumberVerified);
    }

    [Theory]
    [InlineData(WifiBehavior.LoginRequired, "login_required")]
    [InlineData(WifiBehavior.NotAuthenticatedByMobileNetwork, NotByMobileNetwork)]
    public async Task On_Wifi_the_callback_says_so_and_nothing_of_a_number(WifiBehavior behavior, string error)
    {
        await using var flow = await FlowFixture.StartAsync(configureOperator: options => options.WifiBehavior = behavior);
        flow.Operator.Phone.Connection = DeviceConnection.WiFi;

        var known = AuthorizationResponse.Parse(await OpenAsync(flow, AuthorizationRequest.Create(), flow.Operator.Phone.Id));
        var unknown = AuthorizationResponse.Parse(await OpenAsync(flow, AuthorizationRequest.Create(), device: null));

        Assert.Equal(error, known.Error);
        Assert.Equal(error, unknown.Error);
    }

    [Theory]
    [InlineData(RunningOperator.Number)]
    [InlineData(RunningOperator.OtherNumber)]
    public async Task Or_the_API_says_so_whatever_the_number(string number)
    {
        await using var flow = await FlowFixture.StartAsync(configureOperator: options => options.WifiBehavior = WifiBehavior.ApiRefusal);
        flow.Operator.Phone.Connection = DeviceConnection.WiFi;
        var request = AuthorizationRequest.Create();

        var callback = await OpenAsync(flow, request, flow.Operator.Phone.Id);
        var refusal = await Assert.ThrowsAsync<NotOnMobileNetworkException>(() => flow.Client.ForUser(request, AuthorizationResponse.Parse(callback), number).VerifyNumberAsync());

        Assert.Equal(NotByMobileNetwork, refusal.Code);
    }

    [Fact]
    public async Task Without_consent_the_callback_says_so()
    {
        await using var flow = await FlowFixture.StartAsync();
        flow.Operator.Phone.HasConsented = false;

        Assert.Equal("consent_required", AuthorizationResponse.Parse(await OpenAsync(flow, AuthorizationRequest.Create(), flow.Operator.Phone.Id)).Error);
    }

    [Fact]
    public async Task An_operators_error_page_is_no_callback()
    {
        await using var flow = await FlowFixture.StartAsync();
        using var mobileData = new MobileData(flow.Operator.Phone.Id);
        var client = new NumberVerifyFrontendClient("nobody", flow.Operator.Simulator.AuthorizationEndpoint, new Uri(FlowFixture.RedirectUri));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.OpenAsync(flow.Client.GetParameters(AuthorizationRequest.Create()), mobileData));

        Assert.Equal(HttpRequestError.InvalidResponse, failure.HttpRequestError);
        Assert.Equal(HttpStatusCode.BadRequest, failure.StatusCode);
    }

    private static async Task<Uri> OpenAsync(FlowFixture flow, AuthorizationRequest request, string? device)
    {
        using var mobileData = new MobileData(device);
        var client = new NumberVerifyFrontendClient(RunningOperator.KeyClientId, flow.Operator.Simulator.AuthorizationEndpoint, new Uri(FlowFixture.RedirectUri));
        return await client.OpenAsync(flow.Client.GetParameters(request), mobileData);
    }

    /// <summary>A connection that the operator knows the device by, in the simulator's way.</summary>
    private sealed class MobileData(string? device) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (device is not null)
            {
                request.Headers.Add(SimulatedDevice.HeaderName, device);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
