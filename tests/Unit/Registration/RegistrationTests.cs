using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Kiota.Abstractions.Authentication;

namespace NumberVerify.Unit.Tests.Registration;

/// <summary>One line registers everything; what is wrong is told when the host starts.</summary>
public sealed class RegistrationTests
{
    private readonly FakeOperator _operator = new();

    [Fact]
    public async Task A_host_with_right_options_starts_and_verifies()
    {
        using var host = Host("Production", services => Add(services));
        await host.StartAsync();

        var answer = await VerifyAsync(host.Services.GetRequiredService<NumberVerifyClient>());

        Assert.True(answer.DevicePhoneNumberVerified);
    }

    [Fact]
    public async Task A_host_with_wrong_options_does_not_start_and_tells_every_fault()
    {
        using var host = Host("Production", static services => services.AddNumberVerify(static _ => { }));

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Equal(5, exception.Failures.Count());
    }

    [Theory]
    [InlineData("Production", true)]
    [InlineData("Staging", false)]
    [InlineData("Development", false)]
    public async Task Loopback_http_is_refused_in_Production(string environment, bool isRefused)
    {
        using var host = Host(environment, services => Add(services, static options => options.AllowLoopbackHttp = true));

        var exception = await Record.ExceptionAsync(() => host.StartAsync());

        Assert.Equal(isRefused, exception is OptionsValidationException { Failures: var failures } && failures.Single().StartsWith("AllowLoopbackHttp", StringComparison.Ordinal));
        Assert.Equal(isRefused, exception is not null);
    }

    [Theory]
    [InlineData("Production", true)]
    [InlineData("Development", false)]
    public void A_test_number_is_refused_in_Production_even_at_a_sandbox(string environment, bool isRefused)
    {
        using var host = Host(environment, services => Add(services, static options => options.Profile = options.Profile with { IsSandbox = true }));
        var client = host.Services.GetRequiredService<NumberVerifyClient>();

        var exception = Record.Exception(() => client.GetAuthUrl(AuthorizationRequest.Create(useDevNumber: "+99012345678")));

        Assert.Equal(isRefused, exception is ArgumentException);
    }

    [Theory]
    [InlineData("glide")]
    [InlineData("telefonica-v0")]
    [InlineData("telefonica-v1")]
    [InlineData("telefonica-v2")]
    public void A_test_number_is_refused_in_Production_by_every_preset_that_takes_one_elsewhere(string preset)
    {
        foreach (var environment in new[] { "Production", "Staging" })
        {
            using var host = Host(environment, services => services.AddNumberVerify(FakeOptions.CopyTo(Operators.OperatorProfileTests.OptionsOf(preset))).ConfigurePrimaryHttpMessageHandler(() => _operator.Http));
            var client = host.Services.GetRequiredService<NumberVerifyClient>();
            var request = AuthorizationRequest.Create(useDevNumber: "+555123456789");

            Assert.Equal(environment == "Production", Record.Exception(() => client.GetAuthUrl(request)) is ArgumentException);
            Assert.Equal(environment == "Production", Record.Exception(() => client.GetParameters(request)) is ArgumentException);
            Assert.Empty(_operator.Http.Sent);
        }
    }

    [Theory]
    [InlineData("glide")]
    [InlineData("telefonica-v2")]
    [InlineData("vonage")]
    public async Task A_host_starts_with_a_preset_and_reads_no_metadata(string preset)
    {
        using var host = Host("Production", services => services.AddNumberVerify(FakeOptions.CopyTo(Operators.OperatorProfileTests.OptionsOf(preset))).ConfigurePrimaryHttpMessageHandler(() => _operator.Http));

        await host.StartAsync();

        Assert.Empty(_operator.Http.Sent);
    }

    [Fact]
    public async Task The_metadata_is_read_when_the_host_starts()
    {
        using var host = Host("Production", services => Add(services, FakeOperator.Discovered));
        await host.StartAsync();

        Assert.NotNull(host.Services.GetRequiredService<NumberVerifyClient>().GetAuthUrl(AuthorizationRequest.Create()));
        Assert.Single(_operator.Http.Sent);
    }

    [Fact]
    public async Task Metadata_that_cannot_be_read_keeps_the_host_from_starting()
    {
        _operator.OnMetadata = _ => FakeHandler.Json("{}");
        using var host = Host("Production", services => Add(services, FakeOperator.Discovered));

        await Assert.ThrowsAsync<UnexpectedResponseException>(() => host.StartAsync());
    }

    public static TheoryData<string, bool> Handlers => new()
    {
        { "sockets", true }, { "client", true }, { "sockets in a delegating handler", true }, { "client in two delegating handlers", true },
        { "sockets without", false }, { "client without", false }, { "sockets without in a delegating handler", false }, { "another", false },
    };

    [Theory]
    [MemberData(nameof(Handlers))]
    public async Task A_handler_that_follows_redirects_is_refused_at_start(string kind, bool isRefused)
    {
        using var host = Host("Production", services => Add(services).ConfigurePrimaryHttpMessageHandler(() => Handler(kind)));

        var exception = await Record.ExceptionAsync(() => host.StartAsync());

        Assert.Equal(isRefused, exception is OptionsValidationException { Failures: var failures } && failures.Single().Contains("redirect", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Handlers))]
    public void Without_a_container_such_a_handler_is_refused_too(string kind, bool isRefused) =>
        Assert.Equal(isRefused, Record.Exception(() => new NumberVerifyClient(FakeOperator.StaticOptions(), Handler(kind))) is OptionsValidationException);

    [Fact]
    public void Our_own_handler_follows_nothing_stores_nothing_and_has_bounds()
    {
        using var handler = HandlerRules.CreatePrimaryHandler();

        Assert.Equal((false, false, 64), (handler.AllowAutoRedirect, handler.UseCookies, handler.MaxResponseHeadersLength));
        Assert.Equal(System.Net.DecompressionMethods.None, handler.AutomaticDecompression);
        Assert.Null(handler.SslOptions.RemoteCertificateValidationCallback);
    }

    [Fact]
    public void Registering_twice_adds_to_the_options_and_registers_nothing_twice()
    {
        var services = new ServiceCollection();
        Add(services);
        var count = services.Count(static service => service.ServiceType.Assembly == typeof(NumberVerifyClient).Assembly || service.ServiceType.Assembly == typeof(NumberVerificationClient).Assembly || service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(NumberVerifyClient).Assembly);
        services.AddNumberVerify(static options => options.Purpose = "dpv:ServiceProvision");
        using var provider = services.BuildServiceProvider();

        Assert.Equal(count, services.Count(static service => service.ServiceType.Assembly == typeof(NumberVerifyClient).Assembly || service.ServiceType.Assembly == typeof(NumberVerificationClient).Assembly || service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(NumberVerifyClient).Assembly));
        Assert.Single(provider.GetServices<NumberVerifyClient>());
        Assert.Contains("dpv:ServiceProvision", provider.GetRequiredService<NumberVerifyClient>().GetParameters(AuthorizationRequest.Create()).Scope, StringComparison.Ordinal);
    }

    [Fact]
    public void Registering_twice_keeps_the_handler_that_was_configured()
    {
        var services = new ServiceCollection();
        Add(services);
        services.AddNumberVerify(static _ => { });
        using var provider = services.BuildServiceProvider();

        var handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(HttpClientNames.Of(""));
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        Assert.Same(_operator.Http, handler);
    }

    [Fact]
    public async Task Registering_twice_tells_a_fault_once()
    {
        using var host = Host("Production", static services =>
        {
            services.AddNumberVerify(static _ => { });
            services.AddNumberVerify(static _ => { });
        });

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Equal(exception.Failures.Distinct(), exception.Failures);
    }

    [Fact]
    public async Task Named_operators_know_nothing_of_each_other()
    {
        var other = new FakeOperator(static options => options.ClientId = "other-client");
        var services = new ServiceCollection();
        Add(services, name: "one");
        services.AddSingleton<TimeProvider>(_operator.Time);
        services.AddNumberVerify("two", FakeOptions.CopyTo(other.Options)).ConfigurePrimaryHttpMessageHandler(() => other.Http);
        await using var provider = services.BuildServiceProvider();
        var (one, two) = (provider.GetRequiredKeyedService<NumberVerifyClient>("one"), provider.GetRequiredKeyedService<NumberVerifyClient>("two"));

        await VerifyAsync(one);

        Assert.NotSame(one, two);
        Assert.NotEmpty(_operator.Http.Sent);
        Assert.Empty(other.Http.Sent);
        Assert.Contains("other-client", two.GetAuthUrl(AuthorizationRequest.Create()).AbsoluteUri, StringComparison.Ordinal);
        Assert.Null(provider.GetService<NumberVerifyClient>());
    }

    [Fact]
    public async Task A_fault_of_one_named_operator_names_it()
    {
        using var host = Host("Production", services =>
        {
            Add(services, name: "good");
            services.AddNumberVerify("bad", static _ => { });
        });

        Assert.Equal("bad", (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync())).OptionsName);
    }

    [Fact]
    public async Task The_generated_clients_are_there_with_the_operators_addresses()
    {
        var services = new ServiceCollection();
        Add(services);
        await using var provider = services.BuildServiceProvider();

        var api = provider.GetRequiredService<NumberVerificationClient>();
        var openId = provider.GetRequiredService<OpenIdConnectClient>();

        Assert.Equal((FakeOperator.VerifyUri, FakeOperator.DevicePhoneNumberUri), (api.PhoneNumberVerifyUri.AbsoluteUri, api.PhoneNumberShareUri.AbsoluteUri));
        Assert.Equal((FakeOperator.TokenEndpoint, FakeOperator.JwksUri), (openId.RequestTokenUri.AbsoluteUri, openId.GetJsonWebKeySetUri.AbsoluteUri));
        Assert.NotNull(provider.GetRequiredKeyedService<NumberVerificationClient>(""));
        await api.PhoneNumberVerifyAsync(new NumberVerificationRequestBody { PhoneNumber = FakeOperator.Number });
        Assert.Null(_operator.Http.Sent.Single().Header("Authorization"));
    }

    [Fact]
    public async Task The_generated_API_client_sends_the_tokens_of_the_registered_provider()
    {
        var services = new ServiceCollection().AddSingleton<IAccessTokenProvider>(new FixedTokens("registered", "api.example"));
        Add(services);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<NumberVerificationClient>().PhoneNumberVerifyAsync(new NumberVerificationRequestBody { PhoneNumber = FakeOperator.Number });

        Assert.Equal("Bearer registered", _operator.Http.Sent.Single().Header("Authorization"));
    }

    [Fact]
    public void Missing_arguments_are_mistakes_of_the_caller()
    {
        Assert.Throws<ArgumentNullException>(static () => new ServiceCollection().AddNumberVerify((Action<NumberVerifyClientOptions>)null!));
        Assert.Throws<ArgumentNullException>(static () => new ServiceCollection().AddNumberVerify((Microsoft.Extensions.Configuration.IConfiguration)null!));
        Assert.Throws<ArgumentNullException>(static () => ((IServiceCollection)null!).AddNumberVerify(static _ => { }));
        Assert.Throws<ArgumentNullException>(static () => new ServiceCollection().AddNumberVerify(null!, static _ => { }));
    }

    [Fact]
    public void A_fake_is_made_by_overriding()
    {
        var client = new FakeClient();

        Assert.Equal("https://fake.example/", client.GetAuthUrl(AuthorizationRequest.Create()).AbsoluteUri);
        Assert.Throws<InvalidOperationException>(() => client.GetParameters(AuthorizationRequest.Create()));
    }

    private IHttpClientBuilder Add(IServiceCollection services, Action<NumberVerifyClientOptions>? change = null, string name = "")
    {
        change?.Invoke(_operator.Options);
        services.AddSingleton<TimeProvider>(_operator.Time);
        return services.AddNumberVerify(name, FakeOptions.CopyTo(_operator.Options)).ConfigurePrimaryHttpMessageHandler(() => _operator.Http);
    }

    private static IHost Host(string environment, Action<IServiceCollection> configure)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment });
        configure(builder.Services);
        return builder.Build();
    }

    private async Task<NumberVerifyResponse> VerifyAsync(NumberVerifyClient client)
    {
        var request = AuthorizationRequest.Create();
        _operator.Expect(request);
        client.GetAuthUrl(request);
        return await client.ForUser(request, AuthorizationResponse.Parse($"?code=c&state={request.State}"), FakeOperator.Number).VerifyNumberAsync();
    }

    private static HttpMessageHandler Handler(string kind) => kind switch
    {
        "sockets" => new SocketsHttpHandler(),
        "client" => new HttpClientHandler(),
        "sockets in a delegating handler" => new Passing(new SocketsHttpHandler()),
        "client in two delegating handlers" => new Passing(new Passing(new HttpClientHandler())),
        "sockets without" => new SocketsHttpHandler { AllowAutoRedirect = false },
        "client without" => new HttpClientHandler { AllowAutoRedirect = false },
        "sockets without in a delegating handler" => new Passing(new SocketsHttpHandler { AllowAutoRedirect = false }),
        _ => new FakeHandler(static _ => new HttpResponseMessage()),
    };

    private sealed class Passing(HttpMessageHandler inner) : DelegatingHandler(inner);

    private sealed class FakeClient : NumberVerifyClient
    {
        public override Uri GetAuthUrl(AuthorizationRequest request) => new("https://fake.example");
    }
}
