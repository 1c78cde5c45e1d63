using System.Globalization;
using System.Net;
using System.Text;

namespace NumberVerify.AspNetCore.Tests.Fuzz;

/// <summary>
/// Sends random callbacks and bodies, seeded so that each can be sent again alone, and looks for answers outside the documented ones. Knows nothing of a test framework, for commands of any length.
/// </summary>
/// <param name="http">The application, which must not follow redirects or keep cookies.</param>
/// <param name="callbackPath">Where callbacks go.</param>
/// <param name="path">The path the other endpoints lie below.</param>
internal sealed class RequestFuzzer(HttpMessageInvoker http, Uri root, string callbackPath, string path)
{
    private const int MaxFailures = 20;

    /// <summary>Real cookies and states, so that not every request ends at the first check.</summary>
    private const int PoolSize = 16;

    private static readonly string[] s_names = ["code", "state", "error", "iss", "error_description", "id_token", "access_token", "transaction", "phoneNumber", "channel", "Code", "", "scope", "a[]", "code%00"];

    private static readonly string[] s_values =
    [
        "", "c", "+346661113334", "%2B346661113334", "246810", "999999", "access_denied", "login_required", "server_error", "voice", "sms", "%", "%zz", "%00", "%0d%0aSet-Cookie:%20x=y", "<script>", "%ff%fe", "\u0661\u0662",
        "null", "true", "{}", "[]", "AAAAAAAAAAAAAAAA", "..%2f..", "//evil.example", "'\"--", "=&=&", "\ud83d\ude00", "%F0%9F%98%80",
    ];

    private static readonly string[] s_types =
    [
        "application/json", "application/x-www-form-urlencoded", "application/json; charset=utf-8", "application/json; charset=utf-16", "text/plain", "multipart/form-data; boundary=b", "", "application/", "*/*",
        "application/x-www-form-urlencoded; charset=\"utf-8\"",
    ];

    private static readonly string[] s_methods = ["GET", "POST", "HEAD", "PUT", "OPTIONS", "DELETE", "TRACE", "PATCH"];

    private readonly List<(string Cookie, string Tag, string State)> _pool = [];

    /// <param name="seed">Of the first request; each next one has the next.</param>
    /// <param name="count">How many requests.</param>
    /// <param name="cancellationToken">Stops after the request that is under way.</param>
    public async Task<FuzzReport> RunAsync(int seed, int count, CancellationToken cancellationToken = default)
    {
        var statuses = new Dictionary<int, int>();
        var failures = new List<string>();
        for (var i = 0; i < count && failures.Count < MaxFailures; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var random = new Random(seed + i);
            if (i % 50 == 0)
            {
                await StartAsync(random, cancellationToken).ConfigureAwait(false);
            }

            using var request = Create(random);
            try
            {
                using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
                var status = (int)response.StatusCode;
                statuses[status] = statuses.GetValueOrDefault(status) + 1;
                if (status >= 500 && !await IsDocumentedAsync(response, cancellationToken).ConfigureAwait(false))
                {
                    failures.Add(string.Create(CultureInfo.InvariantCulture, $"seed {seed + i}: {status}"));
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                failures.Add(string.Create(CultureInfo.InvariantCulture, $"seed {seed + i}: {failure.GetType().Name}: {failure.Message}"));
            }
        }

        return new FuzzReport(statuses, failures);
    }

    private static async Task<bool> IsDocumentedAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.StatusCode == HttpStatusCode.ServiceUnavailable
        && response.Headers.Contains("Retry-After")
        && (response.Content.Headers.ContentType?.MediaType == "text/html" || (await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)).Contains("urn:numberverify:problem:", StringComparison.Ordinal));

    private static string Value(Random random) => random.Next(8) switch
    {
        0 => new string((char)random.Next(1, 0xd7ff), random.Next(0, 200)),
        1 => new string('c', random.Next(0, 9000)),
        2 => Convert.ToBase64String(Bytes(random, random.Next(0, 64))),
        3 => Encoding.Latin1.GetString(Bytes(random, random.Next(0, 64))),
        4 => s_values[random.Next(s_values.Length)] + s_values[random.Next(s_values.Length)],
        _ => s_values[random.Next(s_values.Length)],
    };

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private async Task StartAsync(Random random, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(root, $"{path}/start"))
        {
            Content = new StringContent($$"""{"phoneNumber":"+34666{{random.Next(100000, 999999)}}"}""", Encoding.UTF8, "application/json"),
        };
        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            return;
        }

        var cookie = cookies.First().Split(';')[0];
        var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var from = body.IndexOf("state=", StringComparison.Ordinal) + "state=".Length;
        var name = cookie[..cookie.IndexOf('=', StringComparison.Ordinal)];
        if (_pool.Count == PoolSize)
        {
            _pool.RemoveAt(0);
        }

        _pool.Add((cookie, name[^16..], body[from..(from + 22)]));
    }

    private HttpRequestMessage Create(Random random)
    {
        var (cookie, tag, state) = _pool.Count > 0 ? _pool[random.Next(_pool.Count)] : ("a=b", "AAAAAAAAAAAAAAAA", "s");
        var (target, method) = random.Next(12) switch
        {
            0 => ($"{path}/start", HttpMethod.Post),
            1 => ($"{path}/code", HttpMethod.Post),
            2 => ($"{path}/code", HttpMethod.Get),
            3 => ($"{path}/resend", HttpMethod.Post),
            4 => ($"{path}/skip", HttpMethod.Post),
            5 => ($"{path}/parameters", HttpMethod.Get),
            6 => (callbackPath, HttpMethod.Post),
            _ => (callbackPath, HttpMethod.Get),
        };
        if (random.Next(12) == 0)
        {
            method = new HttpMethod(s_methods[random.Next(s_methods.Length)]);
        }

        var query = random.Next(4) == 0 ? "" : "?" + Pairs(random, tag, state);
        var url = $"{root.AbsoluteUri.TrimEnd('/')}{target}{Uri.EscapeDataString(query).Replace("%3F", "?", StringComparison.Ordinal).Replace("%26", "&", StringComparison.Ordinal).Replace("%3D", "=", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal)}";
        var request = new HttpRequestMessage(method, new Uri(url));
        if (request.Method == HttpMethod.Post || random.Next(10) == 0)
        {
            request.Content = new ByteArrayContent(Body(random, tag, state));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", s_types[random.Next(3) == 0 ? random.Next(s_types.Length) : random.Next(2)]);
        }

        var mutated = cookie.ToCharArray();
        if (random.Next(4) == 0)
        {
            mutated[random.Next(mutated.Length)] = (char)random.Next(0x21, 0x7e);
        }

        request.Headers.TryAddWithoutValidation("Cookie", new string(mutated) + (random.Next(6) == 0 ? $"; __Host-nv.{tag}={Convert.ToBase64String(Bytes(random, 40))}; __Host-nvform=AAAA" : ""));
        if (random.Next(3) == 0)
        {
            request.Headers.TryAddWithoutValidation("Accept", "text/html");
        }

        if (random.Next(6) == 0)
        {
            request.Headers.TryAddWithoutValidation(random.Next(2) == 0 ? "Sec-Fetch-Site" : "Origin", random.Next(2) == 0 ? "same-origin" : "https://evil.example");
        }

        if (random.Next(20) == 0)
        {
            request.Headers.TryAddWithoutValidation("Sec-Purpose", "prefetch");
        }

        return request;
    }

    private static string Pairs(Random random, string tag, string state)
    {
        var pairs = new StringBuilder(random.Next(2) == 0 ? $"state={state}" : "");
        for (var i = random.Next(4); i > 0; i--)
        {
            pairs.Append('&').Append(s_names[random.Next(s_names.Length)]).Append('=').Append(random.Next(6) == 0 ? tag : Value(random));
        }

        return pairs.ToString();
    }

    private static byte[] Body(Random random, string tag, string state) => random.Next(6) switch
    {
        0 => Bytes(random, random.Next(0, 6000)),
        1 => Encoding.UTF8.GetBytes(Pairs(random, tag, state)),
        2 => Encoding.UTF8.GetBytes($$"""{"transaction":"{{tag}}","code":"{{random.Next(0, 999999)}}"}"""),
        3 => Encoding.UTF8.GetBytes($$"""{"phoneNumber":"{{Value(random)}}","channel":{{s_values[random.Next(s_values.Length)]}}}"""),
        4 => Encoding.UTF8.GetBytes(new string('[', random.Next(0, 200))),
        _ => Encoding.UTF8.GetBytes($"transaction={tag}&code={random.Next(0, 999999)}&phoneNumber=%2B34666{random.Next(100000, 999999)}"),
    };
}
