using System.Text.Json.Serialization;

namespace NumberVerify.Benchmarks;

internal sealed class VerifyResult : IAnswerBody
{
    [JsonPropertyName("devicePhoneNumberVerified")]
    public bool? DevicePhoneNumberVerified { get; set; }

    [JsonIgnore]
    public bool IsComplete => DevicePhoneNumberVerified is not null;
}
