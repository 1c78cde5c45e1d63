using System.Text.Json.Serialization;

namespace NumberVerify.Benchmarks;

internal sealed class TokenResult : IAnswerBody
{
    [JsonPropertyName("access_token")]
    public string? AccessToken { get; set; }

    [JsonPropertyName("token_type")]
    public string? TokenType { get; set; }

    [JsonPropertyName("expires_in")]
    public int? ExpiresIn { get; set; }

    [JsonPropertyName("scope")]
    public string? Scope { get; set; }

    [JsonIgnore]
    public bool IsComplete => AccessToken is { Length: > 0 } && string.Equals(TokenType, "Bearer", StringComparison.OrdinalIgnoreCase);
}
