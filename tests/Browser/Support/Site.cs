using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using NumberVerify.Simulator;
using Web;

namespace NumberVerify.Browser.Tests;

/// <summary>The sample, running in this process for one test.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Site(Uri address, VirtualClock clock, SimulatedOperator mobileOperator, WebApplication app) => (Address, Clock, Operator, _app) = (address, clock, mobileOperator, app);

    public Uri Address { get; }

    public VirtualClock Clock { get; }

    public SimulatedOperator Operator { get; }

    public static async Task<Site> StartAsync()
    {
        var (address, clock) = (FreeAddress(), VirtualClock.Running());
        var mobileOperator = await SimulatedOperator.StartAsync(address, clock);
        var app = SignUp.Create(address, mobileOperator, clock, networkDelay: TimeSpan.Zero);
        await app.StartAsync();
        return new Site(address, clock, mobileOperator, app);
    }

    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Operator.DisposeAsync();
    }
}
