using Microsoft.AspNetCore.Http;

namespace NumberVerify.AspNetCore;

/// <summary>
/// The transactions of the browser that sent one request, and what becomes of them: written once, by <see cref="Apply"/>, however the request ends. What is found not to be genuine, over or somebody
/// else's is taken away, and all are looked at whenever one is added, so that abandoned verifications never pile up.
/// </summary>
internal sealed class BrowserTransactions(HttpContext http, TransactionCookies cookies, string? subject, int limit)
{
    /// <summary>Each costs a decryption; more than these can only be planted.</summary>
    private const int MaxRead = 16;

    private readonly Dictionary<string, Transaction> _live = new(StringComparer.Ordinal);
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);
    private bool _areAllRead;

    /// <summary>One of this browser and this user; null where there is none.</summary>
    /// <param name="tag">Null for the newest.</param>
    /// <param name="step">What it must wait for.</param>
    public (string Tag, Transaction Transaction)? Find(string? tag, VerificationStep step)
    {
        if (tag is not null)
        {
            Read(tag, http.Request.Cookies[cookies.Prefix + tag]);
            return _live.TryGetValue(tag, out var transaction) && transaction.State.Step == step ? (tag, transaction) : null;
        }

        ReadAll();
        return _live.Where(item => item.Value.State.Step == step)
            .OrderByDescending(static item => item.Value.State.ExpiresAt)
            .Select(static item => ((string, Transaction)?)(item.Key, item.Value))
            .FirstOrDefault();
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
        _written[tag] = TransactionCookies.ToText(transaction);
        ReadAll();
        _live[tag] = transaction;
        _gone.Remove(tag);
        while (_live.Count > limit)
        {
            Remove(_live.Where(item => item.Key != tag).MinBy(static item => item.Value.State.ExpiresAt).Key);
        }
    }

    public void Apply()
    {
        foreach (var tag in _gone)
        {
            if (http.Request.Cookies.ContainsKey(cookies.Prefix + tag))
            {
                http.Response.Cookies.Delete(cookies.Prefix + tag, cookies.Options(expiresAt: null));
            }
        }

        foreach (var (tag, text) in _written)
        {
            http.Response.Cookies.Append(cookies.Prefix + tag, text, cookies.Options(_live[tag].State.ExpiresAt));
        }
    }

    private void ReadAll()
    {
        if (_areAllRead)
        {
            return;
        }

        _areAllRead = true;
        foreach (var (name, value) in http.Request.Cookies)
        {
            if (name.StartsWith(cookies.Prefix, StringComparison.Ordinal) && name[cookies.Prefix.Length..] is var tag && TransactionTag.IsValid(tag))
            {
                Read(tag, value);
            }
        }
    }

    private void Read(string tag, string? value)
    {
        if (value is null || _live.ContainsKey(tag) || _gone.Contains(tag))
        {
            return;
        }

        if (_live.Count < MaxRead && cookies.Read(value) is { } transaction && transaction.State.Subject == subject)
        {
            _live.Add(tag, transaction);
        }
        else
        {
            _gone.Add(tag);
        }
    }
}
