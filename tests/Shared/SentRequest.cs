using System.Text;

namespace NumberVerify.Testing;

/// <summary>One request as it would have gone out, copied before the sender disposes of it.</summary>
internal sealed class SentRequest
{
    private readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);

    private SentRequest(HttpMethod method, Uri uri, byte[] body)
    {
        Method = method;
        Uri = uri;
        Body = body;
    }

    public HttpMethod Method { get; }

    public Uri Uri { get; }

    public byte[] Body { get; }

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>All header names, those of the body among them, in order.</summary>
    public IEnumerable<string> HeaderNames => headers.Keys.Order(StringComparer.OrdinalIgnoreCase);

    /// <summary>The members of a form body, in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Form =>
        [.. Text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split('=', 2)).Select(static pair => KeyValuePair.Create(Decode(pair[0]), Decode(pair[1])))];

    public string? Header(string name) => headers.GetValueOrDefault(name);

    /// <summary>The one value of a form member; fails where it occurs twice.</summary>
    public string? Field(string name) => Form.SingleOrDefault(pair => pair.Key == name).Value;

    public override string ToString() => $"{Method} {Uri}";

    public static async Task<SentRequest> CopyAsync(HttpRequestMessage request)
    {
        var sent = new SentRequest(request.Method, request.RequestUri!, request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync());
        foreach (var (name, values) in request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated.AsEnumerable() ?? []))
        {
            sent.headers[name] = string.Join("; ", values);
        }

        return sent;
    }

    private static string Decode(string text) => System.Uri.UnescapeDataString(text.Replace('+', ' '));
}
