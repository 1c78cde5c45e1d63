using System.Buffers.Text;
using System.Text.Json;

namespace NumberVerify;

/// <summary>Reads a name out of an access token that happens to be a JWT. Whatever else the token is, there is no name and no failure.</summary>
internal static class OperatorNameReader
{
    private const int MaxLength = 64;

    /// <param name="accessToken">Opaque to us by right (RFC 6749 1.4).</param>
    /// <param name="claim">Member names with dots between.</param>
    public static string? Read(string accessToken, string claim)
    {
        var parts = accessToken.Split('.');
        if (parts.Length != 3 || !Base64Url.IsValid(parts[1]))
        {
            return null;
        }

        try
        {
            using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            var value = payload.RootElement;
            foreach (var member in claim.Split('.'))
            {
                if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(member, out value))
                {
                    return null;
                }
            }

            return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= MaxLength } name && name.All(IsOfName) && !ParameterRules.LooksLikePhoneNumber(name) ? name : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or a text with half a surrogate pair.
            return null;
        }
    }

    /// <summary>What a name may hold on its way into a log or a metric.</summary>
    private static bool IsOfName(char character) => char.IsAsciiLetterOrDigit(character) || character is ' ' or '-' or '_' or '.';
}
