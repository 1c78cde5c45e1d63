using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NumberVerify.Simulator;
using NumberVerify.Tool.Running;

namespace NumberVerify.Tool.Verify;

/// <summary>
/// Takes the one callback that is waited for. Whoever else calls, with another path, method or state, uses nothing up: it goes on waiting.
/// </summary>
internal sealed class CallbackListener : IAsyncDisposable
{
    private const int MaxConnections = 16;
    private const int MaxRequestBytes = 16 * 1024;
    private static readonly TimeSpan s_shutdownTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_headersTimeout = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource<AuthorizationResponse> _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication _app;
    private readonly string _path;
    private volatile byte[]? _state;

    private CallbackListener(WebApplication app, string path)
    {
        _app = app;
        _path = path;
    }

    /// <summary>The port it was given.</summary>
    public int Port => new Uri(_app.Urls.First()).Port;

    /// <param name="address">Where to listen: http with an IP address or localhost; port 0 takes any free one.</param>
    /// <param name="path">The path of the redirect URI, as it is written there.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<CallbackListener> StartAsync(Uri address, string path, CancellationToken cancellationToken)
    {
        // The empty builder: no variable and no file can add an address, and there is no logger a code could reach.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = s_shutdownTimeout);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxRequestLineSize = MaxRequestBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaxRequestBytes;
            kestrel.Limits.RequestHeadersTimeout = s_headersTimeout;
            foreach (var endpoint in EndpointsOf(address))
            {
                kestrel.Listen(endpoint, listen => listen.Protocols = HttpProtocols.Http1);
            }
        });

        var app = builder.Build();
        var listener = new CallbackListener(app, path);
        app.Run(listener.AnswerAsync);
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return listener;
        }
        catch (Exception exception) when (exception is IOException or SocketException or AddressInUseException)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new ToolException(ExitCode.Failure, "The address of the callback is in use, or not this machine's.", "Free it, give --listen another one that leads here, or --paste the callback.");
        }
    }

    /// <summary>From now on the callback with this state counts, and no other.</summary>
    public void Expect(string state) => _state = Encoding.UTF8.GetBytes(state);

    /// <summary>The callback, once it came.</summary>
    public Task<AuthorizationResponse> ReceiveAsync(CancellationToken cancellationToken) => _received.Task.WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A browser takes localhost for either loopback.</summary>
    private static IEnumerable<IPEndPoint> EndpointsOf(Uri address)
    {
        if (IPAddress.TryParse(address.DnsSafeHost, out var given))
        {
            yield return new IPEndPoint(given, address.Port);
            yield break;
        }

        yield return new IPEndPoint(IPAddress.Loopback, address.Port);
        if (Socket.OSSupportsIPv6 && address.Port != 0 && HasLoopback6())
        {
            yield return new IPEndPoint(IPAddress.IPv6Loopback, address.Port);
        }
    }

    private static bool HasLoopback6()
    {
        try
        {
            using var probe = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private Task AnswerAsync(HttpContext context)
    {
        var (path, query) = Split(context.Features.Get<IHttpRequestFeature>()!.RawTarget);
        if (path != _path)
        {
            return CallbackPage.NotHere.WriteAsync(context);
        }

        if (HttpMethods.IsHead(context.Request.Method))
        {
            return CallbackPage.Waiting.WriteAsync(context);
        }

        if (!HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            return CallbackPage.NotThisWay.WriteAsync(context);
        }

        if (Read(query) is not { } response)
        {
            return CallbackPage.NotExpected.WriteAsync(context);
        }

        return (_received.TrySetResult(response) ? CallbackPage.Received : CallbackPage.NotExpected).WriteAsync(context);
    }

    /// <summary>As it was written: a path that only decodes to the registered one is another.</summary>
    private static (string Path, string Query) Split(string target)
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? (target, "") : (target[..question], target[(question + 1)..]);
    }

    private AuthorizationResponse? Read(string query)
    {
        try
        {
            var response = AuthorizationResponse.Parse(query);
            return response.State is { } state && _state is { } expected && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), expected) ? response : null;
        }
        catch (InvalidCallbackException)
        {
            return null;
        }
    }
}
