using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NumberVerify.Simulator;

namespace NumberVerify.AspNetCore.Tests;

/// <summary>A web application with the endpoints, an operator behind it, and browsers in front of it.</summary>
internal sealed class Application : IAsyncDisposable
{
    public const string Number = "+346661113334";
    public const string OtherNumber = "+34666666666";
    public const string Origin = "https://app.example";
    public const string CallbackPath = "/signin/callback";
    public const string UserHeader = "X-Test-User";

    private readonly WebApplication _app;
    private readonly List<PhoneVerificationResult> _results = [];

    private Application(WebApplication app, OperatorSimulator simulator, ManualTimeProvider time, FakeCodes codes, ListLogger log)
    {
        (_app, Simulator, Time, Codes, Log) = (app, simulator, time, codes, log);
        Phone = simulator.AddDevice(Number);
    }

    public OperatorSimulator Simulator { get; }

    public ManualTimeProvider Time { get; }

    public FakeCodes Codes { get; }

    public ListLogger Log { get; }

    public SimulatedDevice Phone { get; }

    /// <summary>What the application says at the end.</summary>
    public Func<PhoneVerificationResult, IResult> Answers { get; set; } = static result => Microsoft.AspNetCore.Http.Results.Redirect($"/result/{result.Status}");

    public IServiceProvider Services => _app.Services;

    public TestServer Server => _app.GetTestServer();

    /// <summary>Every result the application was given.</summary>
    public IReadOnlyList<PhoneVerificationResult> Results
    {
        get
        {
            lock (_results)
            {
                return [.. _results];
            }
        }
    }

    public static async Task<Application> StartAsync(
        Action<NumberVerifyEndpointOptions>? configure = null,
        Action<IServiceCollection>? addServices = null,
        Action<OperatorSimulatorOptions>? configureOperator = null,
        Action<NumberVerifyClientOptions>? configureClient = null,
        Action<IEndpointConventionBuilder>? mapped = null,
        Action<WebApplication>? map = null,
        bool hasClient = true,
        string environment = "Development")
    {
        var (time, codes, log) = (new ManualTimeProvider(), new FakeCodes(), new ListLogger());
        var simulator = await OperatorSimulator.StartAsync(options =>
        {
            options.TimeProvider = time;
            options.Clients.Add(new SimulatedClient { ClientId = "backend", ClientSecret = "for tests only", RedirectUris = [Origin + CallbackPath] });
            configureOperator?.Invoke(options);
        });
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseTestServer();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft", LogLevel.None).AddProvider(log);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<IOneTimePasswordProvider>(codes);
        if (hasClient)
        {
            builder.Services.AddNumberVerify(options =>
            {
                options.ClientId = "backend";
                options.Profile = OperatorProfile.Camara with { ClientAuthentication = ClientAuthenticationMethod.ClientSecretBasic };
                options.ClientSecret = "for tests only";
                options.RedirectUri = new Uri(Origin + CallbackPath);
                options.Issuer = simulator.Issuer.OriginalString;
                options.ApiRoot = simulator.ApiRoot;
                options.AllowLoopbackHttp = true;
                configureClient?.Invoke(options);
            });
        }

        builder.Services.AddNumberVerifyEndpoints(configure);
        builder.Services.AddDataProtectionInMemory();
        addServices?.Invoke(builder.Services);
        var app = builder.Build();
        var application = new Application(app, simulator, time, codes, log);
        app.Use(static (http, next) =>
        {
            if (http.Request.Headers[UserHeader].ToString() is { Length: > 0 } user)
            {
                http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)], "test"));
            }

            return next(http);
        });
        app.UseRouting();
        map?.Invoke(app);
        var endpoints = app.MapNumberVerify("/verify", application.AnswerAsync);
        mapped?.Invoke(endpoints);
        await app.StartAsync();
        return application;
    }

    /// <summary>A new browser, without a cookie.</summary>
    public Browser Open(string? user = null) => new(this, user);

    public int CountRequests(string path) => Simulator.Requests.Count(request => request.Path == path);

    /// <summary>Until something that is under way has come so far.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Simulator.DisposeAsync();
    }

    private ValueTask<IResult> AnswerAsync(HttpContext http, PhoneVerificationResult result, CancellationToken cancellationToken)
    {
        lock (_results)
        {
            _results.Add(result);
        }

        return new(Answers(result));
    }
}
