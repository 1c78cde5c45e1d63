using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace NumberVerify.Simulator;

/// <summary>Decoding of application/x-www-form-urlencoded that refuses what a lenient decoder would pass through unchanged.</summary>
internal static class FormUrlEncoding
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static bool TryDecode(ReadOnlySpan<char> encoded, [NotNullWhen(true)] out string? decoded)
    {
        decoded = null;
        var bytes = new byte[encoded.Length];
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            switch (encoded[i])
            {
                case '+':
                    bytes[length++] = (byte)' ';
                    break;
                case '%' when i + 2 < encoded.Length && char.IsAsciiHexDigit(encoded[i + 1]) && char.IsAsciiHexDigit(encoded[i + 2]):
                    bytes[length++] = Convert.FromHexString(encoded.Slice(i + 1, 2))[0];
                    i += 2;
                    break;
                case > ' ' and < '\x7F' and not '%':
                    bytes[length++] = (byte)encoded[i];
                    break;
                default:
                    return false;
            }
        }

        try
        {
            decoded = StrictUtf8.GetString(bytes, 0, length);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
