using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Names = NumberVerify.Simulator.Wire.NumberVerification;

namespace NumberVerify.Simulator;

/// <summary>NumberVerificationRequestBody: one member, a number or its hash, and nothing beside it.</summary>
internal sealed class VerifyRequest
{
    private readonly string value;
    private readonly bool isHash;

    private VerifyRequest(string value, bool isHash)
    {
        this.value = value;
        this.isHash = isHash;
    }

    /// <summary>Reads token by token, so that a second member of any name, the same one again too, has no place to go.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> body, NumberVerificationRelease release, [NotNullWhen(true)] out VerifyRequest? request)
    {
        request = null;
        try
        {
            var json = new Utf8JsonReader(body);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject || !json.Read() || json.TokenType != JsonTokenType.PropertyName)
            {
                return false;
            }

            var isHash = json.ValueTextEquals(Names.HashedPhoneNumber);
            if ((!isHash && !json.ValueTextEquals(Names.PhoneNumber)) || !json.Read() || json.TokenType != JsonTokenType.String)
            {
                return false;
            }

            // Releases before 2.1 do not spell out the hash's pattern; a SHA-256 in hexadecimal has no other form.
            var value = json.GetString()!;
            if (!(isHash ? Patterns.Sha256Hex : release.PhoneNumberPattern).IsMatch(value)
                || !json.Read() || json.TokenType != JsonTokenType.EndObject || json.Read())
            {
                return false;
            }

            request = new VerifyRequest(value, isHash);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false; // not JSON, or text that is not Unicode
        }
    }

    /// <summary>Where a release makes the plus sign optional, it is so before hashing too, and either form may match.</summary>
    internal bool Matches(string subscriberNumber, NumberVerificationRelease release)
    {
        var digits = subscriberNumber[1..];
        var withPlus = Secret.Matches(Given, Expected(subscriberNumber));
        var withoutPlus = Secret.Matches(Given, Expected(digits)) && release.PhoneNumberPattern.IsMatch(digits);
        return withPlus | withoutPlus;
    }

    /// <summary>What a sandbox without devices answers.</summary>
    internal bool Matches(MockMode mock) => mock.Answer(Given, isHash);

    private string Given => isHash ? value.ToLowerInvariant() : value;

    private string Expected(string number) => isHash ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(number))) : number;
}
