using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>
/// One authorization, from before the device is sent out until its callback: the value the backend keeps in between. Used for one callback only, and immutable:
/// the first client that builds its URL or parameters is written into it, once.
/// </summary>
/// <remarks>
/// Keep it where only this backend and this user's session can reach it, for a few minutes. State and nonce are 128 random bits each, the verifier is 256; none shows in a text form.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<AuthorizationRequest>))]
public sealed record AuthorizationRequest
{
    internal const int CodeChallengeLength = 43;

    private static readonly TimeSpan s_longestAge = TimeSpan.FromMinutes(5);
    private static readonly byte[] s_purpose = "NumberVerify.AuthorizationRequest.v2"u8.ToArray();

    private RequestOwner? _owner;

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

    /// <summary>The test number a sandbox operator is asked to take the device for, or the line it wants to be named (<see cref="OperatorProfile.RequiresLoginHint"/>); null everywhere else.</summary>
    public string? UseDevNumber { get; init; }

    /// <summary>
    /// The name of the client whose URL or parameters it is for, as <see cref="INumberVerifyClientFactory.Get"/> takes it: this client alone takes the callback.
    /// Null before <see cref="NumberVerifyClient.GetAuthUrl"/> or <see cref="NumberVerifyClient.GetParameters"/>.
    /// </summary>
    public string? ClientName => Volatile.Read(ref _owner)?.ClientName;

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

        return new AuthorizationRequest(RandomValue.Create(RandomValue.Length128), RandomValue.Create(RandomValue.Length128), RandomValue.Create(RandomValue.Length256))
        {
            Operation = operation,
            ApplicationState = applicationState,
            UseDevNumber = useDevNumber,
        };
    }

    /// <summary>This request as URL-safe text that only a holder of the keys can read or make; for a cookie of the user's own session, say. Build the URL first, so that the client is in it.</summary>
    /// <param name="keys">The backend's keys.</param>
    /// <param name="timeProvider">The clock for the text's age; null for the system's.</param>
    /// <exception cref="InvalidOperationException">The application state is longer than a cookie takes, about 3000 bytes.</exception>
    public string Protect(ProtectionKeys keys, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var content = ToBytes(timeProvider ?? TimeProvider.System);
        return content.Length <= ProtectedText.MaxContentLength
            ? ProtectedText.Protect(content, s_purpose, keys.Ring)
            : throw new InvalidOperationException("The application state is too long to travel: keep it in the backend and give a key to it.");
    }

    /// <summary>For whoever protects it along with more of the same.</summary>
    internal byte[] ToBytes(TimeProvider timeProvider)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(timeProvider.GetUtcNow().ToUnixTimeSeconds());
            writer.Write((byte)Operation);
            writer.Write(State);
            writer.Write(Nonce);
            writer.Write(CodeVerifier);
            WriteOptional(writer, ApplicationState);
            WriteOptional(writer, UseDevNumber);
            var owner = _owner;
            WriteOptional(writer, owner?.ClientName);
            WriteOptional(writer, owner?.ClientId);
            WriteOptional(writer, owner?.Operator);
        }

        return content.ToArray();

        static void WriteOptional(BinaryWriter writer, string? value)
        {
            writer.Write(value is not null);
            writer.Write(value ?? "");
        }
    }

    /// <summary>The request that <see cref="Protect"/> made a text of, at most five minutes ago.</summary>
    /// <exception cref="InvalidCallbackException">The text was changed, was made with other keys or for another purpose, or is too old. Start a new authorization.</exception>
    public static AuthorizationRequest Unprotect(string text, ProtectionKeys keys, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(keys);
        return ProtectedText.Unprotect(text, s_purpose, keys.Ring) is { } content
            ? FromBytes(content, timeProvider ?? TimeProvider.System)
            : throw new InvalidCallbackException("The kept request was changed, or made with keys that are not these. Start a new authorization.");
    }

    /// <summary>The request of <see cref="ToBytes"/>, at most five minutes later.</summary>
    /// <exception cref="InvalidCallbackException">It is too old.</exception>
    internal static AuthorizationRequest FromBytes(byte[] content, TimeProvider timeProvider)
    {
        using var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        var age = timeProvider.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64());
        if (age > s_longestAge || age < -s_longestAge)
        {
            throw new InvalidCallbackException("The kept request is more than five minutes old. Start a new authorization.");
        }

        var operation = (NumberVerifyOperation)reader.ReadByte();
        var request = new AuthorizationRequest(reader.ReadString(), reader.ReadString(), reader.ReadString())
        {
            Operation = operation,
            ApplicationState = ReadOptional(reader),
            UseDevNumber = ReadOptional(reader),
        };
        var (name, clientId, issuer) = (ReadOptional(reader), ReadOptional(reader), ReadOptional(reader));
        if (name is not null && clientId is not null && issuer is not null)
        {
            request.BindTo(new RequestOwner(name, clientId, issuer));
        }

        return request;

        static string? ReadOptional(BinaryReader reader)
        {
            var isPresent = reader.ReadBoolean();
            var value = reader.ReadString();
            return isPresent ? value : null;
        }
    }

    /// <summary>By value, the client left out: it comes later than the rest.</summary>
    public bool Equals(AuthorizationRequest? other) => other is not null
        && State == other.State && Nonce == other.Nonce && CodeVerifier == other.CodeVerifier
        && Operation == other.Operation && ApplicationState == other.ApplicationState && UseDevNumber == other.UseDevNumber;

    /// <inheritdoc/>
    public override int GetHashCode() => State.GetHashCode(StringComparison.Ordinal);

    /// <summary>The operation alone.</summary>
    public override string ToString() => $"AuthorizationRequest {{ Operation = {Operation} }}";

    /// <summary>Makes it one client's for good.</summary>
    /// <exception cref="InvalidOperationException">It is another's.</exception>
    internal void BindTo(RequestOwner owner)
    {
        if (Interlocked.CompareExchange(ref _owner, owner, null) is { } other && other != owner)
        {
            throw new InvalidOperationException("The request belongs to another client: create one for each authorization.");
        }
    }

    internal bool IsFor(RequestOwner owner, bool mustBeBound) => Volatile.Read(ref _owner) is { } own ? own == owner : !mustBeBound;

    internal string GetCodeChallenge() => string.Create(CodeChallengeLength, this, static (challenge, from) => from.WriteCodeChallenge(challenge));

    /// <summary>Writes BASE64URL(SHA256(verifier)), RFC 7636 4.2: always <see cref="CodeChallengeLength"/> characters.</summary>
    internal void WriteCodeChallenge(Span<char> challenge)
    {
        Span<byte> verifier = stackalloc byte[CodeVerifier.Length];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Encoding.ASCII.GetBytes(CodeVerifier, verifier);
        SHA256.HashData(verifier, hash);
        Base64Url.EncodeToChars(hash, challenge);
    }
}
