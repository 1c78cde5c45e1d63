using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumberVerify.Simulator;

/// <summary>JSON of the APIs: camel case.</summary>
[JsonSerializable(typeof(ErrorInfo))]
[JsonSerializable(typeof(MatchResponse))]
[JsonSerializable(typeof(ShareResponse))]
[JsonSerializable(typeof(SendCodeResponse))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    internal static ApiJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // never inside HTML; "+" stays "+"
    });
}
