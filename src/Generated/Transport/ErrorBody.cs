using System.Text;
using System.Text.Json;

namespace NumberVerify.Generated;

/// <summary>
/// What may be kept of an error body: the machine code and the status it claims. Texts are for people and may hold a number, so they are never read.
/// </summary>
/// <remarks>
/// Read by hand, not through a model: a gateway's half of an ErrorInfo still tells its code, and no body makes reading fail.
/// </remarks>
internal readonly record struct ErrorBody(string? Code, int? Status)
{
    private const int MaxCodeLength = 96;
    private const int MaxNumberLength = 5;

    /// <summary>Reads <c>code</c> and <c>status</c> of CAMARA's ErrorInfo, <c>error_code</c> of Authy, or <c>error</c> of RFC 6749 5.2; anything else yields an empty value.</summary>
    public static ErrorBody Read(ReadOnlySpan<byte> json)
    {
        string? code = null, number = null, error = null;
        int? status = null;
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = ApiTransport.MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return default;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isCode = reader.ValueTextEquals("code"u8);
                var isNumber = reader.ValueTextEquals("error_code"u8);
                var isError = reader.ValueTextEquals("error"u8);
                var isStatus = reader.ValueTextEquals("status"u8);
                reader.Read();
                if (isCode && reader.TokenType == JsonTokenType.String)
                {
                    code = MachineCodeOf(reader.GetString());
                }
                else if (isNumber && reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
                {
                    number = NumberOf(reader.HasValueSequence ? [] : reader.ValueSpan);
                }
                else if (isError && reader.TokenType == JsonTokenType.String)
                {
                    error = MachineCodeOf(reader.GetString());
                }
                else if (isStatus && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var claimed))
                {
                    status = claimed;
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Truncated or malformed: what was read before the fault still counts.
        }

        return new ErrorBody(code ?? number ?? error, status);
    }

    /// <summary>A code that is a number, of so few digits that it cannot be a phone number's; null where it is anything else.</summary>
    private static string? NumberOf(ReadOnlySpan<byte> utf8) =>
        utf8.Length is > 0 and <= MaxNumberLength && !utf8.ContainsAnyExceptInRange((byte)'0', (byte)'9') ? Encoding.ASCII.GetString(utf8) : null;

    /// <summary>The longest beginning of <paramref name="text"/> that looks like a code: a letter, then letters, digits and <c>_ . : -</c>; null where there is none.</summary>
    public static string? MachineCodeOf(string? text)
    {
        if (string.IsNullOrEmpty(text) || !char.IsAsciiLetter(text[0]))
        {
            return null;
        }

        var length = 1;
        while (length < text.Length && length < MaxCodeLength && (char.IsAsciiLetterOrDigit(text[length]) || text[length] is '_' or '.' or ':' or '-'))
        {
            length++;
        }

        return text[..length];
    }
}
