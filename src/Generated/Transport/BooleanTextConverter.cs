using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumberVerify.Generated;

/// <summary>A JSON boolean or, as some servers send it, the text <c>true</c> or <c>false</c>. Nothing else: no number, no blank, no other case.</summary>
internal sealed class BooleanTextConverter : JsonConverter<bool>
{
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.String when reader.ValueTextEquals("true"u8) => true,
        JsonTokenType.String when reader.ValueTextEquals("false"u8) => false,
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options)
    {
        writer.WriteBooleanValue(value);
    }
}
