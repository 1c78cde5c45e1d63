using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace NumberVerify.Benchmarks;

/// <summary>The authorization request and its callback (RFC 6749 4.1.1, RFC 7636) for one operator, as an expert writes them by hand.</summary>
internal sealed class LimitAuthorization(Uri endpoint, bool usesOpenId)
{
    /// <summary>128 bits are what RFC 6749 10.10 asks for, and what OpenID Connect clients use.</summary>
    private const int GuessBytes = 16;

    /// <summary>RFC 7636 4.1 asks for 256 bits.</summary>
    private const int VerifierBytes = 32;
    private const int LongestUrl = 512;
    private const int EncodedHashLength = 43;

    private readonly string _prefix =
        $"{endpoint.AbsoluteUri}?response_type=code&client_id={Wire.ClientId}&redirect_uri={Uri.EscapeDataString(Wire.RedirectUri)}"
        + $"&scope={Uri.EscapeDataString($"{(usesOpenId ? "openid " : "")}{Wire.Purpose} {Wire.VerifyScope}")}&prompt=none";

    public (string Url, PendingAuthorization Pending) Start()
    {
        var pending = new PendingAuthorization(Random(GuessBytes), usesOpenId ? Random(GuessBytes) : null, Random(VerifierBytes));
        Span<byte> verifier = stackalloc byte[EncodedHashLength];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<char> challenge = stackalloc char[EncodedHashLength];
        Encoding.ASCII.GetBytes(pending.CodeVerifier, verifier);
        SHA256.HashData(verifier, hash);
        Base64Url.EncodeToChars(hash, challenge);
        var url = usesOpenId
            ? string.Create(CultureInfo.InvariantCulture, stackalloc char[LongestUrl], $"{_prefix}&state={pending.State}&nonce={pending.Nonce}&code_challenge_method=S256&code_challenge={challenge}")
            : string.Create(CultureInfo.InvariantCulture, stackalloc char[LongestUrl], $"{_prefix}&state={pending.State}&code_challenge_method=S256&code_challenge={challenge}");
        return (url, pending);
    }

    /// <summary>The code of a callback that repeats the state, and names each parameter once.</summary>
    public static string ReadCode(string callback, PendingAuthorization pending)
    {
        var query = callback.AsSpan(callback.IndexOf('?', StringComparison.Ordinal) + 1);
        ReadOnlySpan<char> code = default, state = default;
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            var equals = pair.IndexOf('=');
            var name = equals < 0 ? pair : pair[..equals];
            if (name is "code" && code.IsEmpty)
            {
                code = pair[(equals + 1)..];
            }
            else if (name is "state" && state.IsEmpty)
            {
                state = pair[(equals + 1)..];
            }
            else if (name is "code" or "state" or "error")
            {
                throw new InvalidOperationException("The callback is refused.");
            }
        }

        // Ours needs no unescaping: anything else is not the state.
        return !code.IsEmpty && CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(state), MemoryMarshal.AsBytes(pending.State.AsSpan()))
            ? Uri.UnescapeDataString(code)
            : throw new InvalidOperationException("The callback is refused.");
    }

    private static string Random(int length)
    {
        Span<byte> bytes = stackalloc byte[length];
        RandomNumberGenerator.Fill(bytes);
        return Base64Url.EncodeToString(bytes);
    }
}
