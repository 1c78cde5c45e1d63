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
    private const int IdLength = 8;

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
        Ring = new GivenKeys([.. keys.Select(static key => (SHA256.HashData(key)[..IdLength], (byte[])key.Clone()))]);
    }

    /// <summary>Keys that somebody else has, and rotates: an application's own protection.</summary>
    internal ProtectionKeys(IKeyRing ring) => Ring = ring;

    internal IKeyRing Ring { get; }

    /// <summary>How many keys were given.</summary>
    public override string ToString() => $"ProtectionKeys {{ Count = {(Ring as GivenKeys)?.Count ?? 0} }}";

    private sealed class GivenKeys((byte[] Id, byte[] Key)[] keys) : IKeyRing
    {
        public int Count => keys.Length;

        public (byte[] Id, byte[] Key) Current => keys[0];

        public byte[]? Find(ReadOnlySpan<byte> id)
        {
            foreach (var (known, key) in keys)
            {
                if (id.SequenceEqual(known))
                {
                    return key;
                }
            }

            return null;
        }
    }
}
