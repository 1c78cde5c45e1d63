using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace NumberVerify.Simulator;

/// <summary>
/// RFC 9449 section 8: values that only the operator can make, so that a proof cannot have been made long ago. A nonce is good for 150 to 300 seconds; nothing is kept of it.
/// </summary>
internal sealed class DPoPNonces(TimeProvider time)
{
    private const long PeriodSeconds = 150;

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    private long Period => time.GetUtcNow().ToUnixTimeSeconds() / PeriodSeconds;

    internal string Current => For(Period);

    internal bool IsValid(string nonce) => Secret.Matches(nonce, For(Period)) | Secret.Matches(nonce, For(Period - 1));

    private string For(long period) => Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{period}")));
}
