using System.Text.Json.Serialization;

namespace NumberVerify.Benchmarks;

internal sealed record VerifyRequest([property: JsonPropertyName("phoneNumber")] string PhoneNumber);
