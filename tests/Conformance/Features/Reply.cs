using System.Text.Json.Nodes;

namespace NumberVerify.Conformance.Features;

/// <summary>What came back: the body is null when there was none.</summary>
internal sealed record Reply(int Status, string? ContentType, string? Correlator, JsonNode? Body)
{
    public static async Task<Reply> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return new Reply(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.ToString(),
            response.Headers.TryGetValues("x-correlator", out var values) ? values.Single() : null,
            text.Length == 0 ? null : JsonNode.Parse(text));
    }
}
