using System.Buffers;
using System.Text;

namespace NumberVerify;

/// <summary>What shows an operator who the client is, in one form or beside it (OIDC Core 9).</summary>
/// <param name="context">The client.</param>
/// <param name="assertion">In a pooled array; empty where the profile has none.</param>
internal readonly struct ClientProof(OperatorContext context, ArraySegment<byte> assertion)
{
    public string? ClientId => Method is ClientAuthenticationMethod.PrivateKeyJwt or ClientAuthenticationMethod.ClientSecretPost ? context.Options.ClientId : null;

    public string? ClientSecret => Method == ClientAuthenticationMethod.ClientSecretPost ? context.Options.ClientSecret : null;

    public string? AssertionType => Method == ClientAuthenticationMethod.PrivateKeyJwt ? ClientAssertion.Type : null;

    // Without its type, null would become an empty array and be sent.
    public ReadOnlyMemory<byte>? Assertion => Method == ClientAuthenticationMethod.PrivateKeyJwt ? assertion.AsMemory() : (ReadOnlyMemory<byte>?)null;

    /// <summary>What proves the client in the header; null where the form does.</summary>
    public string? Authorization => Method == ClientAuthenticationMethod.ApplicationJwt ? "Bearer " + Encoding.ASCII.GetString(assertion) : context.BasicAuthorization;

    private ClientAuthenticationMethod Method => context.Options.Profile.ClientAuthentication;

    /// <summary>Whether there is an assertion to be made.</summary>
    public static bool IsSigned(NumberVerifyClientOptions options) => options.Profile.ClientAuthentication is ClientAuthenticationMethod.PrivateKeyJwt or ClientAuthenticationMethod.ApplicationJwt;

    /// <summary>Once the form is written, the assertion's array goes back to its pool.</summary>
    public void Clear()
    {
        if (assertion.Array is { } pooled)
        {
            ArrayPool<byte>.Shared.Return(pooled, clearArray: true);
        }
    }
}
