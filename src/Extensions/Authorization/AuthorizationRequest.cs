using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>
/// One authorization, from before the device is sent out until its callback: the value the backend keeps in between. Immutable, used for one callback only.
/// </summary>
/// <remarks>
/// Keep it where only this backend and this user's session can reach it, for a few minutes. State, nonce and verifier are 256 random bits each and show in no text form.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<AuthorizationRequest>))]
public sealed record AuthorizationRequest
{
    private AuthorizationRequest(string state, string nonce, string codeVerifier)
    {
        State = state;
        Nonce = nonce;
        CodeVerifier = codeVerifier;
    }

    /// <summary>The <c>state</c> on the wire (RFC 6749 4.1.1). Always ours and random; never the application's.</summary>
    public string State { get; }

    /// <summary>The <c>nonce</c> the id_token must repeat (OIDC Core 3.1.2.1).</summary>
    public string Nonce { get; }

    /// <summary>The secret of RFC 7636 4.1. It leaves the backend for the token endpoint only.</summary>
    public string CodeVerifier { get; }

    /// <summary>What the authorization is for. Default: <see cref="NumberVerifyOperation.VerifyNumber"/>.</summary>
    public NumberVerifyOperation Operation { get; init; }

    /// <summary>The application's own state, kept here and never sent. Null where there is none.</summary>
    public string? ApplicationState { get; init; }

    /// <summary>The test number a sandbox operator is asked to take the device for; null everywhere else.</summary>
    public string? UseDevNumber { get; init; }

    /// <summary>A new request with fresh random values.</summary>
    /// <param name="applicationState">Anything the application wants back with the callback; it is kept, not sent. A phone number is refused all the same.</param>
    /// <param name="useDevNumber">A sandbox test number in E.164 form; refused unless the profile is a sandbox.</param>
    /// <param name="operation">What the authorization is for.</param>
    /// <exception cref="ArgumentException"><paramref name="applicationState"/> looks like a phone number, or <paramref name="useDevNumber"/> is none.</exception>
    public static AuthorizationRequest Create(
        string? applicationState = null, string? useDevNumber = null, NumberVerifyOperation operation = NumberVerifyOperation.VerifyNumber)
    {
        if (applicationState is not null && ParameterRules.LooksLikePhoneNumber(applicationState))
        {
            throw new ArgumentException("The application state looks like a phone number; give the number to ForUser instead.", nameof(applicationState));
        }

        if (useDevNumber is not null && !PhoneNumber.IsValid(useDevNumber))
        {
            throw new ArgumentException("The test number must be in E.164 form: '+', then 5 to 15 digits, the first not 0.", nameof(useDevNumber));
        }

        return new AuthorizationRequest(RandomValue.Create(), RandomValue.Create(), RandomValue.Create())
        {
            Operation = operation,
            ApplicationState = applicationState,
            UseDevNumber = useDevNumber,
        };
    }

    /// <summary>The operation alone.</summary>
    public override string ToString() => $"AuthorizationRequest {{ Operation = {Operation} }}";

    /// <summary>BASE64URL(SHA256(verifier)), RFC 7636 4.2.</summary>
    internal string CreateCodeChallenge()
    {
        Span<byte> verifier = stackalloc byte[CodeVerifier.Length];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Encoding.ASCII.GetBytes(CodeVerifier, verifier);
        SHA256.HashData(verifier, hash);
        return Base64Url.EncodeToString(hash);
    }
}
