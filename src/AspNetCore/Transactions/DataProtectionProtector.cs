using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace NumberVerify.AspNetCore;

/// <summary>The verifier's handles under the application's data protection: no keys of their own to make, share and rotate.</summary>
internal sealed class DataProtectionProtector(IDataProtectionProvider protection) : IContentProtector
{
    private readonly ConcurrentDictionary<string, IDataProtector> _protectors = new(StringComparer.Ordinal);

    public byte[] Protect(ReadOnlySpan<byte> content, ReadOnlySpan<byte> purpose) => For(purpose).Protect(content.ToArray());

    public byte[]? Unprotect(ReadOnlySpan<byte> data, ReadOnlySpan<byte> purpose)
    {
        try
        {
            return For(purpose).Unprotect(data.ToArray());
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector For(ReadOnlySpan<byte> purpose) =>
        _protectors.GetOrAdd(Encoding.ASCII.GetString(purpose), static (name, from) => from.CreateProtector("NumberVerify.AspNetCore", "Handle", name), protection);
}
