using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace NumberVerify.AspNetCore;

/// <summary>How many requests one user, or one address, may make. In the endpoints themselves, so that no missing line of the pipeline leaves them without.</summary>
internal sealed class RequestLimiter(NumberVerifyEndpointOptions options) : IDisposable
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _users = Create(options.RequestsPerUser);
    private readonly PartitionedRateLimiter<string> _addresses = Create(options.RequestsPerAddress);

    /// <summary>The connection's, as the pipeline left it: no header is read here.</summary>
    public static string AddressOf(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        // One subscriber has a whole /64.
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"{new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]])}/64" : address.ToString();
    }

    public bool Allows(HttpContext http, string? subject)
    {
        if (options.RateLimitingPolicy is not null)
        {
            return true;
        }

        using var lease = subject is null ? _addresses.AttemptAcquire(AddressOf(http)) : _users.AttemptAcquire(subject);
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        _users.Dispose();
        _addresses.Dispose();
    }

    private static PartitionedRateLimiter<string> Create(int permits)
    {
        // Made once: a partition is asked for with every request, and its limiter made with the first. The partitions' own clock replenishes them all.
        var limits = new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = s_window, AutoReplenishment = false };
        Func<string, RateLimiter> createLimiter = _ => new FixedWindowRateLimiter(limits);
        return PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.Get(key, createLimiter));
    }
}
