using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace NumberVerify.Simulator;

/// <summary>A JSON object of exactly two strings.</summary>
internal static class StringMembers
{
    /// <summary>Reads token by token, so that a third member of any name, one of the two again too, has no place to go.</summary>
    internal static bool TryParse(
        ReadOnlySpan<byte> body, string firstName, string secondName, [NotNullWhen(true)] out string? first, [NotNullWhen(true)] out string? second)
    {
        first = second = null;
        try
        {
            var json = new Utf8JsonReader(body);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isFirst = json.ValueTextEquals(firstName);
                if ((!isFirst && !json.ValueTextEquals(secondName)) || (isFirst ? first : second) is not null || !json.Read() || json.TokenType != JsonTokenType.String)
                {
                    return false;
                }

                if (isFirst)
                {
                    first = json.GetString();
                }
                else
                {
                    second = json.GetString();
                }
            }

            return json.TokenType == JsonTokenType.EndObject && !json.Read() && first is not null && second is not null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false; // not JSON, or text that is not Unicode
        }
    }
}
