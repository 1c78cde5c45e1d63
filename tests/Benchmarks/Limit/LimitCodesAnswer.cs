using System.Text.Json.Serialization;

namespace NumberVerify.Benchmarks;

internal sealed class LimitCodesAnswer
{
    [JsonPropertyName("status")]
    public string? Status { get; set; }

    [JsonPropertyName("request_id")]
    public string? RequestId { get; set; }

    [JsonPropertyName("success")]
    public bool? Success { get; set; }

    [JsonPropertyName("uuid")]
    public string? Uuid { get; set; }

    [JsonPropertyName("authenticationId")]
    public string? AuthenticationId { get; set; }
}
