using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NumberVerify.Integration.Tests.Flow;

/// <summary>A server on loopback that answers each request with the next script, byte by byte as given: what no well-behaved server would send.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    public const string CloseWithoutAnswer = "";

    /// <summary>At the end of an answer: no byte of it, but the end of the connection.</summary>
    public const string ThenClose = "\uffff";

    private readonly TcpListener _listener;
    private readonly ConcurrentQueue<string> _answers;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public ScriptedServer(params string[] answers)
        : this(0, answers)
    {
    }

    public ScriptedServer(int port, params string[] answers)
    {
        _answers = new(answers);
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>The head of each request, in the order they came.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static string Json(string body, int status = 200, string headers = "") =>
        $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using var _ = connection;
        try
        {
            var stream = connection.GetStream();
            while (await ReadRequestAsync(stream) is { } request)
            {
                Requests.Enqueue(request);
                if (!_answers.TryDequeue(out var answer) || answer == CloseWithoutAnswer)
                {
                    return;
                }

                await stream.WriteAsync(Encoding.Latin1.GetBytes(answer.TrimEnd(ThenClose[0])), _stop.Token);
                if (answer.EndsWith(ThenClose, StringComparison.Ordinal))
                {
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client hung up on a bad answer, or the test is over.
        }
    }

    private async Task<string?> ReadRequestAsync(NetworkStream stream)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var count = await stream.ReadAsync(buffer.AsMemory(length), _stop.Token);
            if (count == 0)
            {
                return null;
            }

            length += count;
            var text = Encoding.Latin1.GetString(buffer, 0, length);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && length >= end + 4 + BodyLength(text))
            {
                return text;
            }
        }
    }

    private static int BodyLength(string request)
    {
        const string Header = "Content-Length: ";
        var start = request.IndexOf(Header, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? 0 : int.Parse(request[(start + Header.Length)..].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
