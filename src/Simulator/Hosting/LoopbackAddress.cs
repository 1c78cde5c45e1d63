using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace NumberVerify.Simulator;

/// <summary>An address only this machine can reach. There is no way to make one of anything else.</summary>
internal sealed record LoopbackAddress
{
    private LoopbackAddress(string host, IPAddress address, int port)
    {
        Host = host;
        Address = address;
        Port = port;
    }

    /// <summary>As it stands in a URL.</summary>
    internal string Host { get; }

    internal IPAddress Address { get; }

    /// <summary>0 stands for any free port.</summary>
    internal int Port { get; }

    internal static LoopbackAddress OnPort(int port) => new("127.0.0.1", IPAddress.Loopback, port);

    /// <summary>Reads what ASPNETCORE_URLS holds: addresses separated by semicolons.</summary>
    /// <returns>False when there is none, or when one of them is not plain http on a loopback address; a name other than localhost could lead anywhere.</returns>
    internal static bool TryParseAll(string urls, [NotNullWhen(true)] out IReadOnlyList<LoopbackAddress>? addresses)
    {
        var parsed = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse).ToList();
        addresses = parsed.Count > 0 && !parsed.Contains(null) ? parsed.ConvertAll(address => address!) : null;
        return addresses is not null;
    }

    private static LoopbackAddress? Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0)
        {
            return null;
        }

        if (uri.Host == "localhost")
        {
            return new LoopbackAddress(uri.Host, IPAddress.Loopback, uri.Port);
        }

        return IPAddress.TryParse(uri.DnsSafeHost, out var address) && IPAddress.IsLoopback(address) ? new LoopbackAddress(uri.Host, address, uri.Port) : null;
    }
}
