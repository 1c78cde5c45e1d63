using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>
/// The keys under which an <see cref="AuthorizationRequest"/> may leave the process, for example in a cookie: the first protects, all unprotect. Immutable and thread-safe.
/// </summary>
/// <remarks>To rotate, put the new key in front and drop the old one ten minutes later. Every node of a backend needs the same keys.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<ProtectionKeys>))]
public sealed class ProtectionKeys
{
    private const int KeyLength = 32;
    private readonly (byte[] Id, byte[] Key)[] _keys;

    /// <summary>Keys of 32 random bytes each, the current one first.</summary>
    /// <exception cref="ArgumentException">There is no key, or one is not 32 bytes long.</exception>
    [BackendSecret]
    public ProtectionKeys(params IReadOnlyList<byte[]> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Count == 0 || keys.Any(static key => key?.Length != KeyLength))
        {
            throw new ArgumentException("Give at least one key, each of 32 bytes.", nameof(keys));
        }

        // The identifier picks the key without a trial; a hash tells nothing of it.
        _keys = [.. keys.Select(static key => (SHA256.HashData(key)[..ProtectedText.KeyIdLength], (byte[])key.Clone()))];
    }

    /// <summary>Keys that somebody else has, and rotates: an application's own protection.</summary>
    internal ProtectionKeys(IContentProtector protector)
    {
        Protector = protector;
        _keys = [];
    }

    /// <summary>What protects in the place of keys; null where these are keys.</summary>
    internal IContentProtector? Protector { get; }

    internal (byte[] Id, byte[] Key) Current => _keys[0];

    /// <summary>The key with an identifier; null where there is none.</summary>
    internal byte[]? Find(ReadOnlySpan<byte> id)
    {
        foreach (var (known, key) in _keys)
        {
            if (id.SequenceEqual(known))
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>How many keys there are.</summary>
    public override string ToString() => $"ProtectionKeys {{ Count = {_keys.Length} }}";
}
