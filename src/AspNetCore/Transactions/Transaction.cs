using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NumberVerify.AspNetCore;

/// <summary>
/// One verification between two requests of one browser: the verifier's handle, which is what its cookie holds, and what the code page has to say, which is nobody's secret and need not be genuine.
/// Immutable.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
internal sealed record Transaction
{
    private const char Separator = '.';
    private const int IdBytes = 16;

    public required string Handle { get; init; }

    /// <summary>What the handle holds.</summary>
    public required VerificationState State { get; init; }

    public Notice Notice { get; init; }

    public int? AttemptsLeft { get; init; }

    public int? RetryAfterSeconds { get; init; }

    /// <summary>What the store knows it by: another for each operator of one verification, and nothing that tells of it.</summary>
    public string Id =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{State.Id}:{State.SilentIndex}"))).AsSpan(0, IdBytes));

    /// <summary>As a cookie holds it.</summary>
    public string ToText() => Notice == Notice.None ? Handle : string.Create(CultureInfo.InvariantCulture, $"{Handle}.{(int)Notice}.{AttemptsLeft}.{RetryAfterSeconds}");

    /// <summary>Null for whatever holds no handle of this verifier's.</summary>
    public static Transaction? Read(string text, PhoneVerifier verifier)
    {
        var parts = text.Split(Separator);
        return parts.Length is 1 or 4 && verifier.Open(parts[0]) is { } state
            ? new Transaction
            {
                Handle = parts[0],
                State = state,
                Notice = parts.Length == 4 && Number(parts[1]) is { } notice && Enum.IsDefined((Notice)notice) ? (Notice)notice : Notice.None,
                AttemptsLeft = parts.Length == 4 ? Number(parts[2]) : null,
                RetryAfterSeconds = parts.Length == 4 ? Number(parts[3]) : null,
            }
            : null;
    }

    /// <summary>The step alone.</summary>
    public override string ToString() => $"Transaction {{ Step = {State.Step} }}";

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
