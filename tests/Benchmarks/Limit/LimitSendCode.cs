using System.Text.Json.Serialization;

namespace NumberVerify.Benchmarks;

internal sealed record LimitSendCode([property: JsonPropertyName("phoneNumber")] string PhoneNumber, [property: JsonPropertyName("message")] string Message);
