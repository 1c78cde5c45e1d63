using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace NumberVerify;

/// <summary>
/// The SHA-256 form of a number that the API takes in place of the number. It is a pseudonym, not a secret: whoever knows a numbering range can reverse it.
/// </summary>
public static class HashedPhoneNumber
{
    private const int HexLength = SHA256.HashSizeInBytes * 2;

    /// <summary>The 64 lower-case hex digits of the hash over the E.164 form with its plus sign, in UTF-8.</summary>
    /// <exception cref="ArgumentException">The number is not in E.164 form, for example without its plus. The message does not repeat it.</exception>
    public static string Compute(string phoneNumber)
    {
        var number = PhoneNumber.Parse(phoneNumber).Value;
        Span<byte> utf8 = stackalloc byte[number.Length];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Encoding.ASCII.GetBytes(number, utf8);
        SHA256.HashData(utf8, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>64 hex digits of either case.</summary>
    internal static bool IsValid([NotNullWhen(true)] string? value) => value?.Length == HexLength && value.All(char.IsAsciiHexDigit);
}
