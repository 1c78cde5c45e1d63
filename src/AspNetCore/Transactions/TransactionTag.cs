using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace NumberVerify.AspNetCore;

/// <summary>
/// Tells one transaction from another among those of one browser: the end of its cookie's name. 96 bits, so that no page can guess it, yet no secret: without the cookie it is worth nothing.
/// </summary>
internal static class TransactionTag
{
    public const int Length = 16;
    private const int Bytes = 12;

    /// <summary>The tag a callback with this state is found by.</summary>
    public static string OfState(string state) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(state)).AsSpan(0, Bytes));

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static bool IsValid(ReadOnlySpan<char> tag) => tag.Length == Length && Base64Url.IsValid(tag);
}
