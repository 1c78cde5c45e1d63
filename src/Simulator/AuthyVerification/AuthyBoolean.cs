using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumberVerify.Simulator;

/// <summary>A boolean of Authy's API, which some answers write as a text.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct AuthyBoolean(bool Value, bool IsText)
{
    internal sealed class Converter : JsonConverter<AuthyBoolean>
    {
        public override AuthyBoolean Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, AuthyBoolean value, JsonSerializerOptions options)
        {
            if (value.IsText)
            {
                writer.WriteStringValue(value.Value ? "true" : "false");
            }
            else
            {
                writer.WriteBooleanValue(value.Value);
            }
        }
    }
}
