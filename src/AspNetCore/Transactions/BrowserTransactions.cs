using Microsoft.AspNetCore.Http;

namespace NumberVerify.AspNetCore;

/// <summary>
/// The transactions of the browser that sent one request, and what becomes of them: written once, by <see cref="Apply"/>, however the request ends. What is not genuine, over or somebody else's
/// is taken away, so that abandoned verifications never pile up.
/// </summary>
internal sealed class BrowserTransactions
{
    /// <summary>Each costs a decryption; more than these can only be planted.</summary>
    private const int MaxRead = 16;

    private readonly HttpContext _http;
    private readonly TransactionCookies _cookies;
    private readonly int _limit;
    private readonly Dictionary<string, Transaction> _live = new(StringComparer.Ordinal);
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);

    public BrowserTransactions(HttpContext http, TransactionCookies cookies, byte[] userHash, int limit)
    {
        (_http, _cookies, _limit, UserHash) = (http, cookies, limit, userHash);
        foreach (var (name, value) in http.Request.Cookies)
        {
            if (!name.StartsWith(cookies.Prefix, StringComparison.Ordinal))
            {
                continue;
            }

            var tag = name[cookies.Prefix.Length..];
            if (!TransactionTag.IsValid(tag))
            {
                continue;
            }

            if (_live.Count < MaxRead && cookies.Unprotect(value) is { } transaction && transaction.IsOf(userHash))
            {
                _live.Add(tag, transaction);
            }
            else
            {
                _gone.Add(tag);
            }
        }
    }

    public byte[] UserHash { get; }

    /// <summary>One of this browser and this user; null where there is none.</summary>
    /// <param name="tag">Null for the newest.</param>
    /// <param name="step">What it must wait for.</param>
    public (string Tag, Transaction Transaction)? Find(string? tag, TransactionStep step)
    {
        if (tag is null)
        {
            return _live.Where(item => item.Value.Step == step).OrderByDescending(static item => item.Value.ExpiresAt).Select(static item => ((string, Transaction)?)(item.Key, item.Value)).FirstOrDefault();
        }

        return _live.TryGetValue(tag, out var transaction) && transaction.Step == step ? (tag, transaction) : null;
    }

    public void Remove(string tag)
    {
        _live.Remove(tag);
        _written.Remove(tag);
        _gone.Add(tag);
    }

    /// <exception cref="InvalidOperationException">It is too long for a cookie.</exception>
    public void Set(string tag, Transaction transaction)
    {
        _live[tag] = transaction;
        _written[tag] = _cookies.Protect(transaction);
        _gone.Remove(tag);
        while (_live.Count > _limit)
        {
            Remove(_live.Where(item => item.Key != tag).MinBy(static item => item.Value.ExpiresAt).Key);
        }
    }

    public void Apply()
    {
        foreach (var tag in _gone)
        {
            if (_http.Request.Cookies.ContainsKey(_cookies.Prefix + tag))
            {
                _http.Response.Cookies.Delete(_cookies.Prefix + tag, _cookies.Options(expiresAt: null));
            }
        }

        foreach (var (tag, text) in _written)
        {
            _http.Response.Cookies.Append(_cookies.Prefix + tag, text, _cookies.Options(_live[tag].ExpiresAt));
        }
    }
}
