using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace NumberVerify.AspNetCore;

/// <summary>How transactions travel: one cookie each, which holds the verifier's handle, encrypted by the application's data protection, so that any node with the same key ring goes on.</summary>
internal sealed class TransactionCookies(PhoneVerifier verifier, IDataProtectionProvider protection, TimeProvider timeProvider, CookieSecurity security)
{
    /// <summary>Browsers keep 4096 bytes of name and value.</summary>
    private const int MaxLength = 3900;

    private readonly IDataProtector _formProtector = protection.CreateProtector("NumberVerify.AspNetCore", "FormPost", "v1");

    public TimeProvider TimeProvider => timeProvider;

    /// <summary>The prefix keeps other hosts of the domain, and http, from setting one (RFC 6265bis 4.1.3.2).</summary>
    public string Prefix { get; } = security.IsSecure ? "__Host-nv." : "nv.";

    /// <summary>Holds a callback that came by POST for the moment until the browser asks again by GET.</summary>
    public string FormName { get; } = security.IsSecure ? "__Host-nvform" : "nvform";

    public CookieOptions Options(DateTimeOffset? expiresAt) => new()
    {
        HttpOnly = true,
        Secure = security.IsSecure,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
        MaxAge = expiresAt - timeProvider.GetUtcNow(),
    };

    /// <exception cref="InvalidOperationException">It is too long.</exception>
    public static string ToText(Transaction transaction) => transaction.ToText() is { Length: <= MaxLength } text
        ? text
        : throw new InvalidOperationException("The verification is too long for a cookie: give it a shorter subject, or its policy fewer names.");

    /// <summary>Null for whatever is not genuine, and for what is over.</summary>
    public Transaction? Read(string text) =>
        text.Length <= MaxLength && Transaction.Read(text, verifier) is { } transaction && timeProvider.GetUtcNow() < transaction.State.ExpiresAt ? transaction : null;

    public string ProtectForm(byte[] content) => Base64Url.EncodeToString(_formProtector.Protect(content));

    public byte[]? UnprotectForm(string text)
    {
        if (text.Length > MaxLength || !Base64Url.IsValid(text))
        {
            return null;
        }

        try
        {
            return _formProtector.Unprotect(Base64Url.DecodeFromChars(text));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
