using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace NumberVerify.Simulator;

/// <summary>
/// Kestrel on loopback addresses. The builder is the empty one: no environment variable, no configuration file and no command line can add an address,
/// and there is no logger a secret could reach.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private const int MaxRequestBodyBytes = 1024 * 1024; // the endpoints stop reading at 64 kB; up to here the connection survives it
    private readonly WebApplication app;
    private int disposed;

    private LoopbackServer(WebApplication app, string url)
    {
        this.app = app;
        Url = url;
    }

    /// <summary>The first address, with the port it was given, without a trailing slash.</summary>
    internal string Url { get; }

    internal static async Task<LoopbackServer> StartAsync(IReadOnlyList<LoopbackAddress> addresses, RequestDelegate handler, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBodyBytes;
            foreach (var address in addresses)
            {
                kestrel.Listen(address.Address, address.Port, listen => listen.Protocols = HttpProtocols.Http1);
            }
        });

        var app = builder.Build();
        app.Run(handler);
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new LoopbackServer(app, $"http://{addresses[0].Host}:{new Uri(app.Urls.First()).Port}");
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            await app.StopAsync().ConfigureAwait(false);
            await app.DisposeAsync().ConfigureAwait(false);
        }
    }
}
