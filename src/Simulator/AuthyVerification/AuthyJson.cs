using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumberVerify.Simulator;

/// <summary>JSON of Authy's API: snake case, and no member without a value.</summary>
[JsonSerializable(typeof(AuthyResponse))]
internal sealed partial class AuthyJson : JsonSerializerContext
{
    internal static AuthyJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // never inside HTML; "+" stays "+"
    });
}
