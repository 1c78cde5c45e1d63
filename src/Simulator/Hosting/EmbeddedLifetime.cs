using Microsoft.Extensions.Hosting;

namespace NumberVerify.Simulator;

/// <summary>The usual lifetime takes Ctrl+C and SIGTERM for itself; in another application's process these belong to that application.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
