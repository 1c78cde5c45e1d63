using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NumberVerify.Load.Tests.Application;

/// <summary>The endpoints as an application has them, and what becomes of the requests they get.</summary>
internal sealed class LoadApplication : IAsyncDisposable
{
    public const string ClientId = "load";
    public const string ClientSecret = "only for this load";
    public const string Number = "+346661113334";
    public const string OtherNumber = "+34666666666";
    public const string Origin = "https://app.example";
    public const string CallbackPath = "/signin/callback";
    public const string Path = "/verify";

    private readonly UnhandledErrors _errors;
    private long _verified;
    private int _inFlight;

    private LoadApplication(WebApplication web, UnhandledErrors errors) => (Web, _errors) = (web, errors);

    public WebApplication Web { get; }

    public long Verified => Interlocked.Read(ref _verified);

    public int InFlight => Volatile.Read(ref _inFlight);

    public IReadOnlyCollection<string> Errors => _errors.All;

    /// <param name="issuer">The operator's.</param>
    /// <param name="apiRoot">The operator's too.</param>
    /// <param name="codes">What sends codes.</param>
    /// <param name="host">Which server it has.</param>
    public static async Task<LoadApplication> StartAsync(Uri issuer, Uri apiRoot, IOneTimePasswordProvider codes, Action<IWebHostBuilder> host)
    {
        var errors = new UnhandledErrors();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        host(builder.WebHost);
        builder.Logging.AddProvider(errors);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(codes);
        builder.Services.AddNumberVerify(options =>
        {
            options.ClientId = ClientId;
            options.Profile = OperatorProfile.Camara with { ClientAuthentication = ClientAuthenticationMethod.ClientSecretBasic };
            options.ClientSecret = ClientSecret;
            options.RedirectUri = new Uri(Origin + CallbackPath);
            options.Issuer = issuer.OriginalString;
            options.ApiRoot = apiRoot;
            options.AllowLoopbackHttp = true;
            options.Timeout = TimeSpan.FromSeconds(5);
        });
        builder.Services.AddNumberVerifyEndpoints(static options => (options.RequestsPerAddress, options.AcceptsFormPost) = (int.MaxValue, true));
        builder.Services.Configure<PhoneVerifierOptions>(static options =>
        {
            options.Policy = new PhoneVerificationPolicy { Lifetime = TimeSpan.FromMinutes(1) };
            options.Limits = new CodeSendLimits { CoolDown = TimeSpan.Zero, PerNumber = int.MaxValue, PerClient = int.MaxValue, PerBlock = int.MaxValue, PerPrefix = int.MaxValue };
        });
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());

        var application = new LoadApplication(builder.Build(), errors);
        application.Web.Use(application.CountAsync);
        application.Web.UseRouting();
        application.Web.MapNumberVerify(Path, (_, result, _) =>
        {
            if (result.Status == PhoneVerificationStatus.Verified)
            {
                Interlocked.Increment(ref application._verified);
            }

            return ValueTask.FromResult<IResult>(TypedResults.Text(result.Status.ToString()));
        });
        await application.Web.StartAsync();
        return application;
    }

    public ValueTask DisposeAsync() => Web.DisposeAsync();

    private async Task CountAsync(HttpContext http, RequestDelegate next)
    {
        Interlocked.Increment(ref _inFlight);
        try
        {
            await next(http);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }
}
