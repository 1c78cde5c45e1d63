using System.Collections.Concurrent;

namespace NumberVerify;

/// <summary>The latest nonce of each server (RFC 9449 8 and 9), for all sessions of one client. Thread-safe; as many as the client has hosts.</summary>
internal sealed class DPoPNonces
{
    private const int MaxLength = 512;

    private readonly ConcurrentDictionary<string, string> _latest = new(StringComparer.Ordinal);

    public string? Find(Uri uri) => _latest.GetValueOrDefault(OriginOf(uri));

    /// <returns>Whether the answer brings one that can be used.</returns>
    public bool Take(Uri uri, HttpResponseMessage response)
    {
        if (!response.Headers.NonValidated.TryGetValues(DPoPNames.NonceHeader, out var values)
            || values.Count != 1
            || values.ToString() is not { Length: > 0 and <= MaxLength } nonce
            || nonce.AsSpan().ContainsAnyExceptInRange('!', '~')
            || nonce.AsSpan().ContainsAny('"', '\\'))
        {
            return false;
        }

        _latest[OriginOf(uri)] = nonce;
        return true;
    }

    private static string OriginOf(Uri uri) => uri.GetLeftPart(UriPartial.Authority);
}
