using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>Keeps a type that holds secrets out of JSON: it is written as its redacted text and cannot be read.</summary>
internal sealed class NotSerializedConverter<T> : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException($"{typeof(T).Name} is not read from JSON: it holds secrets.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value?.ToString());
}
