using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumberVerify.Tool.Spec;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(DiffReport))]
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(VerifyReport))]
internal sealed partial class SpecJson : JsonSerializerContext;
