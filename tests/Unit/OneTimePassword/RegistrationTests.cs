using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NumberVerify.Unit.Tests.OneTimePassword;

/// <summary>One line registers a provider, as itself and as one of all.</summary>
public sealed class RegistrationTests
{
    private static readonly PhoneNumber s_number = PhoneNumber.Parse("+34600000001");

    [Fact]
    public async Task Three_lines_register_three_providers_once_however_often_they_are_written()
    {
        var services = new ServiceCollection();
        for (var round = 0; round < 2; round++)
        {
            services.AddNumberVerify(FakeOptions.CopyTo(FakeOperator.StaticOptions()));
            services.AddVonageVerify(Vonage);
            services.AddAuthyPhoneVerification(Authy);
            services.AddOneTimePasswordSms();
        }

        await using var provider = services.BuildServiceProvider();

        Assert.Equal(["vonage-verify", "authy-phone-verification", "one-time-password-sms"], provider.GetServices<IOneTimePasswordProvider>().Select(one => one.Name));
        Assert.Same(provider.GetRequiredService<VonageVerifyClient>(), provider.GetServices<IOneTimePasswordProvider>().First());
        Assert.Same(provider.GetRequiredService<OneTimePasswordSmsClient>(), provider.GetServices<IOneTimePasswordProvider>().Last());
    }

    [Fact]
    public async Task Requests_go_through_the_HTTP_client_that_is_returned_and_the_clock_is_the_containers()
    {
        var time = new ManualTimeProvider();
        var vonage = new FakeHandler(static _ => FakeHandler.Json("""{"status":"0","request_id":"r"}"""));
        var authy = new FakeHandler(static _ => FakeHandler.Json("""{"success":true,"uuid":"u","seconds_to_expire":60}"""));
        var camara = new FakeHandler(static request => FakeHandler.Json(request.Uri.AbsoluteUri == FakeOperator.TokenEndpoint ? """{"access_token":"t","token_type":"Bearer"}""" : """{"authenticationId":"a"}"""));
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddOneTimePasswordSms("es", static options => options.CodeLifetime = TimeSpan.FromSeconds(90)).ConfigurePrimaryHttpMessageHandler(() => camara);
        services.AddNumberVerify("es", FakeOptions.CopyTo(FakeOperator.StaticOptions())).ConfigurePrimaryHttpMessageHandler(() => camara);
        services.AddVonageVerify(Vonage).ConfigurePrimaryHttpMessageHandler(() => vonage);
        services.AddVonageVerify(static options => options.PinExpiry = TimeSpan.FromSeconds(120));
        services.AddAuthyPhoneVerification(Authy).ConfigurePrimaryHttpMessageHandler(() => authy);
        await using var provider = services.BuildServiceProvider();

        var handles = new List<CodeHandle>();
        foreach (var one in provider.GetServices<IOneTimePasswordProvider>())
        {
            handles.Add(await one.StartAsync(new CodeRequest { PhoneNumber = s_number }));
        }

        Assert.Equal([("a", 90), ("r", 120), ("u", 60)], handles.Select(handle => (handle.Id, (int)(handle.ExpiresAt - time.GetUtcNow()).TotalSeconds)));
        Assert.Equal((1, 1, 2), (vonage.Sent.Count, authy.Sent.Count, camara.Sent.Count));
    }

    [Fact]
    public async Task Settings_are_read_from_a_configuration()
    {
        var vonage = new FakeHandler(static _ => FakeHandler.Json("""{"status":"0","request_id":"r"}"""));
        var authy = new FakeHandler(static _ => FakeHandler.Json("""{"success":true,"uuid":"u"}"""));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Vonage:ApiKey"] = "k", ["Vonage:ApiSecret"] = "s", ["Vonage:SendsCredentialsInForm"] = "true", ["Vonage:Brand"] = "B", ["Vonage:SenderId"] = "S", ["Vonage:Workflow"] = "6",
            ["Vonage:PinExpiry"] = "60", ["Vonage:ApiRoot"] = "https://v.example/base/", ["Vonage:Timeout"] = "2.5",
            ["Authy:ApiKey"] = "ak", ["Authy:Locale"] = "de", ["Authy:ApiRoot"] = "https://a.example",
            ["Sms:Message"] = "M {{code}}", ["Sms:ApiPath"] = "p", ["Sms:Scope"] = "sc", ["Sms:CodeLifetime"] = "40",
        }).Build();
        var services = new ServiceCollection();
        services.AddVonageVerify(configuration.GetSection("Vonage")).ConfigurePrimaryHttpMessageHandler(() => vonage);
        services.AddAuthyPhoneVerification(configuration.GetSection("Authy")).ConfigurePrimaryHttpMessageHandler(() => authy);
        services.AddOneTimePasswordSms(configuration.GetSection("Sms"));
        await using var provider = services.BuildServiceProvider();

        await ((IOneTimePasswordProvider)provider.GetRequiredService<VonageVerifyClient>()).StartAsync(new CodeRequest { PhoneNumber = s_number });
        await provider.GetRequiredService<AuthyPhoneVerificationClient>().StartAsync(new AuthyStartRequest { PhoneNumber = s_number });

        Assert.Equal("https://v.example/base/verify/json api_key=k&api_secret=s&number=34600000001&pin_expiry=60&workflow_id=6&brand=B&sender_id=S", $"{vonage.Sent.Single().Uri} {vonage.Sent.Single().Text}");
        Assert.Equal("https://a.example/protected/json/phones/verification/start via=sms&country_code=34&phone_number=600000001&locale=de", $"{authy.Sent.Single().Uri} {authy.Sent.Single().Text}");
        Assert.Equal(TimeSpan.FromSeconds(2.5), provider.GetRequiredService<IOptions<VonageVerifyOptions>>().Value.Timeout);
        var sms = provider.GetRequiredService<IOptions<OneTimePasswordSmsOptions>>().Value;
        Assert.Equal(("M {{code}}", "p", "sc", 40.0), (sms.Message, sms.ApiPath, sms.Scope, sms.CodeLifetime.TotalSeconds));
    }

    [Fact]
    public async Task Faults_stop_the_host_by_name_and_without_a_value()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ApiKey"] = "k", ["ApiSecret"] = "s", ["Brand"] = "B", ["Workflow"] = "CANARY", ["Timeout"] = "CANARY", ["ApiRoot"] = "CANARY", ["AllowLoopbackHttp"] = "CANARY",
        }).Build();
        var builder = new HostApplicationBuilder();
        builder.Services.AddVonageVerify(configuration);
        using var host = builder.Build();

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Equal(["AllowLoopbackHttp", "ApiRoot", "Timeout", "Workflow"], failure.Failures.Select(static fault => fault.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("CANARY", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", true, false)]
    [InlineData("Development", true, true)]
    [InlineData("Development", false, false)]
    public async Task Loopback_without_TLS_is_for_development(string environment, bool isAllowed, bool isFine)
    {
        foreach (var register in new Action<IServiceCollection>[]
        {
            services => services.AddVonageVerify(options => { Vonage(options); (options.ApiRoot, options.AllowLoopbackHttp) = (new Uri("http://127.0.0.1:9091"), isAllowed); }),
            services => services.AddAuthyPhoneVerification(options => { Authy(options); (options.ApiRoot, options.AllowLoopbackHttp) = (new Uri("http://127.0.0.1:9091"), isAllowed); }),
        })
        {
            var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment });
            register(builder.Services);
            using var host = builder.Build();

            Assert.Equal(isFine, await Record.ExceptionAsync(() => host.StartAsync()) is not OptionsValidationException);
        }
    }

    [Fact]
    public async Task A_handler_that_follows_redirects_is_refused()
    {
        var builder = new HostApplicationBuilder();
        builder.Services.AddVonageVerify(Vonage).ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler());
        builder.Services.AddAuthyPhoneVerification(Authy).ConfigurePrimaryHttpMessageHandler(static () => new HttpClientHandler());
        using var host = builder.Build();

        var failure = await Assert.ThrowsAsync<AggregateException>(() => host.StartAsync());

        var faults = failure.InnerExceptions.Cast<OptionsValidationException>().ToList();
        Assert.Equal([typeof(AuthyPhoneVerificationOptions), typeof(VonageVerifyOptions)], faults.Select(static fault => fault.OptionsType).OrderBy(static type => type.Name));
        Assert.All(faults, static fault => Assert.Equal([HandlerRules.Fault], fault.Failures));
    }

    [Fact]
    public async Task No_logger_of_the_factory_writes_the_address_that_holds_number_and_code()
    {
        var log = new ListLogger();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddAuthyPhoneVerification(Authy).ConfigurePrimaryHttpMessageHandler(static () => new FakeHandler(static _ => FakeHandler.Json("""{"success":true}""")));
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<AuthyPhoneVerificationClient>().CheckAsync(s_number, "4711");

        Assert.DoesNotMatch("600000001|4711|a-key", string.Join('\n', log.Entries.Select(static entry => entry.Text)));
    }

    [Fact]
    public async Task A_fake_overrides_what_is_called_and_says_so_where_it_does_not()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => new VonageFake().StartAsync(new VonageVerifyRequest { PhoneNumber = s_number }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new AuthyFake().CheckAsync(s_number, "1234"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new SmsFake().ValidateCodeAsync("i", "1234"));
        Assert.Equal(CodeCheck.Correct, await ((IOneTimePasswordProvider)new VonageFake()).CheckAsync(new CodeHandle { Provider = VonageVerifyClient.ProviderName, Id = "r", ExpiresAt = default }, "1234"));
    }

    private static void Vonage(VonageVerifyOptions options) => (options.ApiKey, options.ApiSecret, options.Brand) = ("k", "s", "B");

    private static void Authy(AuthyPhoneVerificationOptions options) => options.ApiKey = "a-key";

    private sealed class VonageFake : VonageVerifyClient
    {
        public override Task<VonageCheckResult> CheckAsync(string requestId, string code, CancellationToken cancellationToken = default) =>
            Task.FromResult(new VonageCheckResult { Outcome = CodeCheck.Correct, Status = VonageVerifyStatus.Ok });
    }

    private sealed class AuthyFake : AuthyPhoneVerificationClient;

    private sealed class SmsFake : OneTimePasswordSmsClient;
}
