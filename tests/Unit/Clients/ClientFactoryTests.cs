using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NumberVerify.Unit.Tests.Clients;

/// <summary>Clients by name, over options that change while the process runs.</summary>
public sealed class ClientFactoryTests : IAsyncDisposable
{
    private readonly FakeOperator _operator = new();
    private readonly Tenants _tenants = new();
    private readonly ListLogger _log = new();
    private readonly IConfigurationRoot _configuration;
    private readonly ServiceProvider _services;
    private readonly Dictionary<NumberVerifyUserClient, AuthorizationRequest> _requests = [];

    public ClientFactoryTests()
    {
        _configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ClientId"] = FakeOperator.ClientId,
            ["ClientSecret"] = "first",
            ["RedirectUri"] = FakeOperator.RedirectUri,
            ["Issuer"] = FakeOperator.Issuer,
            ["ApiRoot"] = "https://api.example/camara",
            ["ClientAuthentication"] = "client_secret_post",
        }).Build();
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(_log).SetMinimumLevel(LogLevel.Trace)).AddSingleton<TimeProvider>(_operator.Time);
        services.AddSingleton<IConfigureOptions<NumberVerifyClientOptions>>(_tenants);
        services.AddNumberVerify("configured", _configuration).ConfigurePrimaryHttpMessageHandler(() => _operator.Http);
        services.AddNumberVerifyFactory().ConfigurePrimaryHttpMessageHandler(() => _operator.Http);
        _services = services.BuildServiceProvider();
    }

    private INumberVerifyClientFactory Factory => _services.GetRequiredService<INumberVerifyClientFactory>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task A_rotated_secret_is_used_from_the_next_user_on_without_a_restart()
    {
        var client = Factory.Get("configured");
        await client.DiscoverAsync();
        var before = SignIn(client);

        Change("ClientSecret", "second");
        var after = SignIn(Factory.Get("configured"));
        await after.GetSessionAsync();
        var sent = _operator.Sent(FakeOperator.TokenEndpoint).Single().Field("client_secret");

        Assert.Equal("second", sent);
        Assert.Contains(_log.Entries, static entry => entry.Text.Contains("The options of configured changed", StringComparison.Ordinal));
        _operator.Expect(_requests[before]);
        await before.GetSessionAsync();
        Assert.Equal("first", _operator.Sent(FakeOperator.TokenEndpoint)[^1].Field("client_secret"));
    }

    [Fact]
    public async Task A_client_that_was_injected_before_follows_too()
    {
        var injected = _services.GetRequiredKeyedService<NumberVerifyClient>("configured");
        await injected.DiscoverAsync();

        Change("ClientSecret", "second");
        await SignIn(injected).GetSessionAsync();

        Assert.Same(injected, Factory.Get("configured"));
        Assert.Equal("second", _operator.Sent(FakeOperator.TokenEndpoint).Single().Field("client_secret"));
    }

    [Fact]
    public async Task The_metadata_is_not_read_again_for_another_secret_or_timeout_but_for_another_issuer()
    {
        var client = Factory.Get("configured");
        await client.DiscoverAsync();

        Change("ClientSecret", "second");
        Assert.NotNull(client.GetAuthUrl(AuthorizationRequest.Create()));
        Change("Timeout", "2");
        Assert.NotNull(client.GetAuthUrl(AuthorizationRequest.Create()));
        Assert.Single(_operator.Sent(FakeOperator.MetadataUri));

        Change("Issuer", "https://other.example");
        Assert.Throws<InvalidOperationException>(() => client.GetAuthUrl(AuthorizationRequest.Create()));
        await Assert.ThrowsAsync<RequestRejectedException>(() => client.DiscoverAsync());
    }

    [Fact]
    public async Task Faulty_options_start_nothing_new_let_the_old_finish_and_can_be_repaired()
    {
        var client = Factory.Get("configured");
        await client.DiscoverAsync();
        var before = SignIn(client);

        Assert.ThrowsAny<Exception>(() => Change("ClientId", ""));

        Assert.Equal("configured", Assert.Throws<OptionsValidationException>(() => Factory.Get("configured")).OptionsName);
        Assert.Throws<OptionsValidationException>(() => client.GetAuthUrl(AuthorizationRequest.Create()));
        Assert.NotNull(await before.GetSessionAsync());
        Change("ClientId", FakeOperator.ClientId);
        await client.DiscoverAsync();
        Assert.NotNull(Factory.Get("configured").GetAuthUrl(AuthorizationRequest.Create()));
    }

    [Fact]
    public async Task A_tenant_comes_and_goes_while_the_process_runs()
    {
        Assert.Throws<OptionsValidationException>(() => Factory.Get("tenant"));

        _tenants.All["tenant"] = FakeOperator.StaticOptions();
        var user = SignIn(Factory.Get("tenant"));
        Assert.NotNull(await user.GetSessionAsync());

        _tenants.All.Clear();
        _services.GetRequiredService<IOptionsMonitorCache<NumberVerifyClientOptions>>().TryRemove("tenant");
        Assert.Throws<OptionsValidationException>(() => Factory.Get("tenant"));
        Assert.NotNull(await user.VerifyNumberAsync(FakeOperator.Number));
    }

    [Fact]
    public async Task A_tenants_rotated_key_is_used_once_its_options_leave_the_cache()
    {
        _tenants.All["tenant"] = FakeOperator.StaticOptions();
        var client = Factory.Get("tenant");
        await SignIn(client).GetSessionAsync();

        _tenants.All["tenant"].Signer = new RotatedSigner();
        _services.GetRequiredService<IOptionsMonitorCache<NumberVerifyClientOptions>>().TryRemove("tenant");
        await SignIn(client).GetSessionAsync();

        Assert.Equal(["a-key", "rotated"], _operator.Sent(FakeOperator.TokenEndpoint).Select(static request => Header(request.Field("client_assertion")!)));
    }

    [Fact]
    public async Task Two_tenants_at_one_operator_share_no_keys()
    {
        foreach (var name in new[] { "one", "two" })
        {
            _tenants.All[name] = FakeOperator.StaticOptions();
            await SignIn(Factory.Get(name)).GetSessionAsync();
        }

        Assert.Equal(2, _operator.Sent(FakeOperator.JwksUri).Count);
        Assert.NotSame(Factory.Get("one"), Factory.Get("two"));
        Assert.Same(Factory.Get("one"), Factory.Get("one"));
    }

    [Fact]
    public async Task However_many_ask_at_once_there_is_one_client_and_one_reading_of_the_keys()
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => Factory.Get("configured"))));
        await Task.WhenAll(clients.Select(static client => client.DiscoverAsync()));

        Assert.Single(clients.Distinct());
        Assert.Single(_operator.Sent(FakeOperator.MetadataUri));
    }

    [Fact]
    public void A_client_with_a_name_takes_no_request_that_remembers_none()
    {
        _tenants.All["tenant"] = FakeOperator.StaticOptions();
        var request = AuthorizationRequest.Create();
        var response = AuthorizationResponse.Parse($"?code=c&state={request.State}");

        Assert.Throws<InvalidCallbackException>(() => Factory.Get("tenant").ForUser(request, response));
        Factory.Get("tenant").GetAuthUrl(request);
        Assert.NotNull(Factory.Get("tenant").ForUser(request, response));
        Assert.Equal("tenant", request.ClientName);
    }

    [Fact]
    public void Two_names_at_one_registration_of_one_operator_are_two_clients()
    {
        _tenants.All["one"] = _tenants.All["two"] = FakeOperator.StaticOptions();
        var keys = new ProtectionKeys(new byte[32]);
        var request = AuthorizationRequest.Create();
        Factory.Get("one").GetAuthUrl(request);
        var kept = AuthorizationRequest.Unprotect(request.Protect(keys), keys);

        Assert.Throws<InvalidCallbackException>(() => Factory.Get("two").ForUser(kept, AuthorizationResponse.Parse($"?code=c&state={request.State}")));
        Assert.NotNull(Factory.Get(kept.ClientName!).ForUser(kept, AuthorizationResponse.Parse($"?code=c&state={request.State}")));
    }

    [Fact]
    public void A_tenants_HTTP_client_follows_no_redirect_and_logs_no_address()
    {
        var services = new ServiceCollection();
        services.AddNumberVerifyFactory();
        using var provider = services.BuildServiceProvider();

        var handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(HttpClientNames.Of("tenant"));

        Assert.False(HandlerRules.FollowsRedirects(handler));
        for (; handler is DelegatingHandler { InnerHandler: { } inner }; handler = inner)
        {
            Assert.DoesNotContain("Logging", handler.GetType().Name, StringComparison.Ordinal);
        }

        Assert.IsType<SocketsHttpHandler>(handler);
    }

    [Fact]
    public void A_handler_that_follows_redirects_is_refused_for_tenants_too()
    {
        var services = new ServiceCollection().AddSingleton<IConfigureOptions<NumberVerifyClientOptions>>(_tenants);
        services.AddNumberVerifyFactory().ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler());
        using var provider = services.BuildServiceProvider();
        _tenants.All["tenant"] = FakeOperator.StaticOptions();

        var exception = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<INumberVerifyClientFactory>().Get("tenant"));

        Assert.Contains("redirect", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_factory_is_registered_once()
    {
        var services = new ServiceCollection();
        services.AddNumberVerifyFactory();
        services.AddNumberVerifyFactory();
        services.AddNumberVerify(static _ => { });

        Assert.Single(services, static service => service.ServiceType == typeof(INumberVerifyClientFactory));
    }

    private NumberVerifyUserClient SignIn(NumberVerifyClient client)
    {
        var request = AuthorizationRequest.Create();
        client.GetAuthUrl(request);
        _operator.Expect(request);
        var user = client.ForUser(request, AuthorizationResponse.Parse($"?code={FakeOperator.Code}&state={request.State}"));
        _requests[user] = request;
        return user;
    }

    private void Change(string name, string value)
    {
        _configuration[name] = value;
        _configuration.Reload();
    }

    private static string Header(string jwt) =>
        System.Text.Json.JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(jwt.Split('.')[0])).RootElement.GetProperty("kid").GetString()!;

    /// <summary>Tenants in a table, as a database would hold them.</summary>
    private sealed class Tenants : IConfigureNamedOptions<NumberVerifyClientOptions>
    {
        public ConcurrentDictionary<string, NumberVerifyClientOptions> All { get; } = [];

        public void Configure(string? name, NumberVerifyClientOptions options)
        {
            if (All.TryGetValue(name ?? "", out var tenant))
            {
                FakeOptions.CopyTo(tenant)(options);
            }
        }

        public void Configure(NumberVerifyClientOptions options) => Configure(Options.DefaultName, options);
    }

    private sealed class RotatedSigner : ISigner
    {
        public string KeyId => "rotated";

        public string Algorithm => "ES256";

        public ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default) => FakeSigner.Instance.SignAsync(data, cancellationToken);
    }
}
