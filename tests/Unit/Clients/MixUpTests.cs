namespace NumberVerify.Unit.Tests.Clients;

/// <summary>Callbacks of several operators, none of which sends an issuer (RFC 9700 4.4).</summary>
public sealed class MixUpTests
{
    private static readonly ProtectionKeys s_keys = new(new byte[32]);

    public static TheoryData<string, Action<NumberVerifyClientOptions>> Others => new()
    {
        { "another issuer", static options => options.Issuer = "https://other.example" },
        { "another client there", static options => options.ClientId = "other" },
        { "another token endpoint", static options => (options.Issuer, options.Profile, options.TokenEndpoint) = (null, options.Profile with { UsesOpenId = false }, new Uri("https://other.example/token")) },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void A_callback_is_refused_by_a_client_its_request_was_not_made_for(string difference, Action<NumberVerifyClientOptions> change)
    {
        var (here, there) = (Client(), Client(change));
        var request = AuthorizationRequest.Create();
        there.GetAuthUrl(request);

        Assert.True(Refuses(here, request), difference);
        Assert.True(Refuses(here, Travelled(request)), difference);
        Assert.False(Refuses(there, Travelled(request)), difference);
    }

    [Fact]
    public void What_a_frontend_gets_binds_the_request_as_its_URL_does()
    {
        var (here, there) = (Client(), Client(static options => options.ClientId = "other"));
        var request = AuthorizationRequest.Create();
        there.GetParameters(request);

        Assert.True(Refuses(here, request));
    }

    [Fact]
    public void One_request_is_for_one_client()
    {
        var (here, there) = (Client(), Client(static options => options.ClientId = "other"));
        var request = AuthorizationRequest.Create();
        there.GetAuthUrl(request);

        Assert.Throws<InvalidOperationException>(() => here.GetAuthUrl(request));
        Assert.Throws<InvalidOperationException>(() => here.GetParameters(Travelled(request)));
        Assert.NotNull(there.GetAuthUrl(request));
    }

    [Fact]
    public void A_rotated_key_does_not_make_it_another_client()
    {
        var request = AuthorizationRequest.Create();
        Client().GetAuthUrl(request);

        Assert.False(Refuses(Client(static options => options.Purpose = "dpv:ServiceProvision"), Travelled(request)));
    }

    [Fact]
    public void A_copy_is_the_same_clients()
    {
        var request = AuthorizationRequest.Create();
        Client(static options => options.ClientId = "other").GetAuthUrl(request);

        Assert.True(Refuses(Client(), request with { ApplicationState = "basket" }));
    }

    private static AuthorizationRequest Travelled(AuthorizationRequest request) => AuthorizationRequest.Unprotect(request.Protect(s_keys), s_keys);

    private static bool Refuses(NumberVerifyClient client, AuthorizationRequest request) =>
        Record.Exception(() => client.ForUser(request, AuthorizationResponse.Parse($"?code=c&state={request.State}"))) is InvalidCallbackException;

    private static NumberVerifyClient Client(Action<NumberVerifyClientOptions>? change = null) => new FakeOperator(change).Client;
}
