using Microsoft.Extensions.Hosting;

namespace NumberVerify;

/// <summary>Reads each operator's metadata when the host starts, where its endpoints are not in the options; building a URL is pure from then on.</summary>
internal sealed class DiscoveryAtStart(INumberVerifyClientFactory clients, ClientNames names) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            await clients.Get(name).DiscoverAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
