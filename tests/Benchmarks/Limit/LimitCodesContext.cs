using System.Text.Json.Serialization;

namespace NumberVerify.Benchmarks;

[JsonSerializable(typeof(LimitSendCode))]
[JsonSerializable(typeof(LimitValidateCode))]
[JsonSerializable(typeof(LimitCodesAnswer))]
internal sealed partial class LimitCodesContext : JsonSerializerContext;
