using System.Text.Json.Serialization;

namespace NumberVerify.Tool.Spec.Update;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(UpdateReport))]
[JsonSerializable(typeof(JournalEntry[]))]
internal sealed partial class UpdateJson : JsonSerializerContext;
