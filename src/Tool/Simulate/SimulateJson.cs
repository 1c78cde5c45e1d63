using System.Text.Json.Serialization;

namespace NumberVerify.Tool.Simulate;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(SimulateResult))]
internal sealed partial class SimulateJson : JsonSerializerContext;
