using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NumberVerify.Benchmarks;

/// <summary>
/// An operator that costs as little as one can over real sockets: prebuilt answers, keep-alive, no more parsing than finding a request's end.
/// It runs in a process of its own, so that only the client's bytes are counted.
/// </summary>
internal static class LoopbackServer
{
    private const int BufferBytes = 16 * 1024;
    private const int Backlog = 512;
    private const int CorrelatorLength = 36;

    private static readonly byte[] s_token = Answer(Encoding.ASCII.GetBytes($$"""{"access_token":"{{Wire.AccessToken}}","token_type":"Bearer","expires_in":300}"""), "Cache-Control: no-store\r\n");
    private static readonly byte[] s_verified = Answer(Wire.VerifyAnswer, $"{Wire.Correlator}: {new string('0', CorrelatorLength)}\r\n");

    /// <summary>Writes its port, and serves until its standard input closes, which a dead parent does for it.</summary>
    public static async Task RunAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(Backlog);
        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);
        _ = AcceptAsync(listener);
        await Console.In.ReadToEndAsync();
    }

    private static async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            _ = ServeAsync(await listener.AcceptAsync());
        }
    }

    private static async Task ServeAsync(Socket connection)
    {
        using (connection)
        {
            connection.NoDelay = true;
            var request = new byte[BufferBytes];
            var verified = s_verified.ToArray();
            var correlator = verified.AsMemory(verified.AsSpan().IndexOf("\r\n\r\n"u8) - CorrelatorLength, CorrelatorLength);
            var length = 0;
            while (await connection.ReceiveAsync(request.AsMemory(length)) is > 0 and var received)
            {
                length += received;
                if (!IsComplete(request.AsSpan(0, length)))
                {
                    continue;
                }

                var isToken = request.AsSpan().StartsWith("POST /token"u8);
                if (!isToken)
                {
                    ValueOf("x-correlator: "u8, request.AsSpan(0, length))[..CorrelatorLength].CopyTo(correlator.Span);
                }

                await connection.SendAsync(isToken ? s_token : verified);
                length = 0;
            }
        }
    }

    /// <summary>One request at a time: nobody pipelines here.</summary>
    private static bool IsComplete(ReadOnlySpan<byte> request)
    {
        var end = request.IndexOf("\r\n\r\n"u8);
        return end >= 0 && request.Length - end - 4 >= int.Parse(ValueOf("Content-Length: "u8, request), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> header, ReadOnlySpan<byte> request)
    {
        var value = request[(request.IndexOf(header) + header.Length)..];
        return value[..value.IndexOf((byte)'\r')];
    }

    /// <summary>An answer with the headers that every server must send (RFC 9110 6.6.1) and its own.</summary>
    private static byte[] Answer(ReadOnlySpan<byte> body, string headers) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nDate: Tue, 15 Nov 1994 08:12:31 GMT\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n{headers}\r\n"), .. body];
}
