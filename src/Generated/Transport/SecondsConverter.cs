using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumberVerify.Generated;

/// <summary>
/// Whole seconds as a JSON integer or, as some servers send them, as a string of one to nine digits. Nothing else: no sign, fraction, exponent or blank.
/// </summary>
internal sealed class SecondsConverter : JsonConverter<int>
{
    private const int MaxDigits = 9;

    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetInt32(out var number):
                return number;
            case JsonTokenType.String when !reader.ValueIsEscaped && !reader.HasValueSequence && reader.ValueSpan.Length is > 0 and <= MaxDigits
                && !reader.ValueSpan.ContainsAnyExceptInRange((byte)'0', (byte)'9')
                && Utf8Parser.TryParse(reader.ValueSpan, out int seconds, out _):
                return seconds;
            default:
                throw new JsonException();
        }
    }

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options)
    {
        writer.WriteNumberValue(value);
    }
}
