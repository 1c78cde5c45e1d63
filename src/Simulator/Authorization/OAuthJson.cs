using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumberVerify.Simulator;

/// <summary>JSON of the authorization server: the snake case of RFC 6749, members without a value left out.</summary>
[JsonSerializable(typeof(ProviderMetadata))]
[JsonSerializable(typeof(PublicKeySet))]
[JsonSerializable(typeof(AccessTokenClaims))]
[JsonSerializable(typeof(AuthorizationError))]
[JsonSerializable(typeof(BackchannelResponse))]
[JsonSerializable(typeof(PrintedCode))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(TokenError))]
[JsonSerializable(typeof(IdTokenClaims))]
internal sealed partial class OAuthJson : JsonSerializerContext
{
    internal static OAuthJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // never inside HTML; "+" stays "+"
    });
}
