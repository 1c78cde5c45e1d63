using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumberVerify.Simulator;

/// <summary>JSON of Vonage Verify v1: snake case, and no member without a value.</summary>
[JsonSerializable(typeof(VonageResponse))]
[JsonSerializable(typeof(VonageSearchResponse))]
[JsonSerializable(typeof(VonageSearchListResponse))]
internal sealed partial class VonageJson : JsonSerializerContext
{
    internal static VonageJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // never inside HTML
    });
}
