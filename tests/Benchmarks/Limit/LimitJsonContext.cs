using System.Text.Json.Serialization;

namespace NumberVerify.Benchmarks;

[JsonSerializable(typeof(VerifyRequest))]
[JsonSerializable(typeof(VerifyResult))]
[JsonSerializable(typeof(TokenResult))]
internal sealed partial class LimitJsonContext : JsonSerializerContext;
