using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NumberVerify.Benchmarks;

/// <summary>A web backend on loopback, by hand or with the endpoints, and the same in all else.</summary>
internal sealed class Backend(string row, WebApplication application) : IAsyncDisposable
{
    public const string Done = "/done";

    public string Row => row;

    public Uri Address => new(application.Urls.First());

    /// <summary>What a careful program writes for just this: a pending authorization in a protected cookie, taken once.</summary>
    public static Task<Backend> ByHandAsync(Uri mobileOperator) => StartAsync(
        Benchmarks.Row.Limit,
        static services => services.AddDataProtection(),
        app => HandWritten.Map(app, new LimitAuthorization(new Uri(mobileOperator, Wire.AuthorizePath), usesOpenId: false), new LimitClient(LimitClient.CreateHttpClient(), mobileOperator)));

    public static Task<Backend> OursAsync(Uri mobileOperator) => StartAsync(
        Benchmarks.Row.Ours,
        services =>
        {
            OurRegistration.Add(services, mobileOperator, OurRegistration.SecretProfile, key: null);
            services.AddNumberVerifyEndpoints(static options => options.RequestsPerAddress = int.MaxValue);
        },
        static app => app.MapNumberVerify("/verify", static (_, result, _) => new(Results.Redirect(result.Status == PhoneVerificationStatus.Verified ? Done : "/failed"))));

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private static async Task<Backend> StartAsync(string row, Action<IServiceCollection> add, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static server => server.Listen(IPAddress.Loopback, 0));
        add(builder.Services);
        var application = builder.Build();
        map(application);
        await application.StartAsync();
        return new Backend(row, application);
    }
}
