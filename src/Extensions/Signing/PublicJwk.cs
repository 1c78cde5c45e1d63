using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace NumberVerify;

/// <summary>Public keys as JSON Web Keys of their essential members (RFC 7638 3.2).</summary>
internal static class PublicJwk
{
    private static readonly string[] s_private = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    public static string Of(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return $$"""{"crv":"P-{{key.KeySize}}","kty":"EC","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}""";
    }

    public static string Of(RSA key)
    {
        var numbers = key.ExportParameters(includePrivateParameters: false);
        return $$"""{"e":"{{Base64Url.EncodeToString(numbers.Exponent)}}","kty":"RSA","n":"{{Base64Url.EncodeToString(numbers.Modulus)}}"}""";
    }

    /// <summary>Whether a text is a public EC or RSA key: a signer's own word is not taken for it, since what it gives is sent.</summary>
    public static bool IsValid(string? json) => json is not null && Read(json) is not null;

    /// <summary>The key without whatever else stands beside it.</summary>
    public static string Essential(string json) => Read(json) ?? throw new InvalidOperationException("The signer's public key is no JSON Web Key of type EC or RSA, or has a private part.");

    private static string? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var key = document.RootElement;
            if (key.ValueKind != JsonValueKind.Object || s_private.Any(name => key.TryGetProperty(name, out _)))
            {
                return null;
            }

            return Text("kty") switch
            {
                "EC" when Text("crv") is "P-256" or "P-384" or "P-521" && Octets("x") is { } x && Octets("y") is { } y => $$"""{"crv":"{{Text("crv")}}","kty":"EC","x":"{{x}}","y":"{{y}}"}""",
                "RSA" when Octets("n") is { } n && Octets("e") is { } e => $$"""{"e":"{{e}}","kty":"RSA","n":"{{n}}"}""",
                _ => null,
            };

            string? Text(string name) => key.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

            string? Octets(string name) => Text(name) is { Length: > 0 } value && Base64Url.IsValid(value) && !value.AsSpan().ContainsAny("= \t\r\n") ? value : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
