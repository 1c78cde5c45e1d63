using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>
/// A keyed fingerprint of phone numbers: the HMAC-SHA-256 of the E.164 form with its plus sign. Without the key it cannot be tried out number by number, as a plain hash can.
/// Immutable and thread-safe.
/// </summary>
/// <remarks>
/// The same number and key give the same text, so that a unique index over it holds one number to one account. To rotate, put the new key in front, look for
/// <see cref="ComputeAll"/> before a row is written, and drop the old key once its rows are rewritten: an index alone does not see across two keys.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<PhoneNumberFingerprint>))]
public sealed class PhoneNumberFingerprint
{
    private const int KeyLength = 32;
    private const int KeyIdLength = 4;
    private static readonly byte[] s_keyIdPurpose = "NumberVerify.PhoneNumberFingerprint.KeyId"u8.ToArray();

    private readonly (string Id, byte[] Key)[] _keys;

    /// <summary>Keys of 32 random bytes each, the current one first. They are for this use only.</summary>
    /// <exception cref="ArgumentException">There is no key, or one is not 32 bytes long.</exception>
    public PhoneNumberFingerprint(params IReadOnlyList<byte[]> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Count == 0 || keys.Any(static key => key?.Length != KeyLength))
        {
            throw new ArgumentException("Give at least one key, each of 32 bytes.", nameof(keys));
        }

        _keys = [.. keys.Select(static key => (Convert.ToHexStringLower(HMACSHA256.HashData(key, s_keyIdPurpose).AsSpan(0, KeyIdLength)), (byte[])key.Clone()))];
    }

    /// <summary>The fingerprint under the current key: 8 hex digits that tell the key, a dot, and the 64 lower-case hex digits of the HMAC.</summary>
    /// <exception cref="ArgumentException">The number is not in E.164 form. The message does not repeat it.</exception>
    public string Compute(string phoneNumber) => Compute(_keys[0], PhoneNumber.Parse(phoneNumber).Value);

    /// <summary>The fingerprints under every key, the current one's first: what to look for among rows that were written before a rotation.</summary>
    /// <exception cref="ArgumentException">The number is not in E.164 form. The message does not repeat it.</exception>
    public IReadOnlyList<string> ComputeAll(string phoneNumber)
    {
        var number = PhoneNumber.Parse(phoneNumber).Value;
        return [.. _keys.Select(key => Compute(key, number))];
    }

    /// <summary>How many keys there are.</summary>
    public override string ToString() => $"PhoneNumberFingerprint {{ Count = {_keys.Length} }}";

    private static string Compute((string Id, byte[] Key) key, string number) =>
        $"{key.Id}.{Convert.ToHexStringLower(HMACSHA256.HashData(key.Key, Encoding.ASCII.GetBytes(number)))}";
}
