using System.Text.Json.Serialization;

namespace NumberVerify.Benchmarks;

internal sealed record LimitValidateCode([property: JsonPropertyName("authenticationId")] string AuthenticationId, [property: JsonPropertyName("code")] string Code);
