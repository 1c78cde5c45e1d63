using System.Text.Json.Serialization;

namespace NumberVerify.Benchmarks;

internal sealed record VerifyResult
{
    [JsonPropertyName("devicePhoneNumberVerified")]
    public required bool DevicePhoneNumberVerified { get; init; }
}
