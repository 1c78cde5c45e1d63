using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace NumberVerify.AspNetCore;

/// <summary>
/// Keys wrapped by the application's data protection, which is asked once for each and not once for each handle: a handle begins with its key as data protection protects it, so that any node
/// with the same key ring goes on, and nobody has keys of their own to make, share and rotate.
/// </summary>
internal sealed class DataProtectionKeyRing(IDataProtectionProvider protection, TimeProvider timeProvider) : IKeyRing
{
    private const int KeyLength = 32;

    /// <summary>There is one for each node and five minutes; more are nothing that must be remembered.</summary>
    private const int MaxKnown = 64;

    /// <summary>How long a key protects, and how long it is known without asking: a key of data protection that is revoked ends what it wrapped no later than this.</summary>
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(5);

    private readonly IDataProtector _protector = protection.CreateProtector("NumberVerify.AspNetCore", "HandleKey", "v1");
    private readonly Lock _learning = new();
    private KnownKey? _current;
    private KnownKey[] _known = [];

    public (byte[] Id, byte[] Key) Current
    {
        get
        {
            if (Volatile.Read(ref _current) is { } current && IsFresh(current))
            {
                return (current.Id, current.Key);
            }

            lock (_learning)
            {
                if (_current is null || !IsFresh(_current))
                {
                    var key = RandomNumberGenerator.GetBytes(KeyLength);
                    Volatile.Write(ref _current, Learn(_protector.Protect(key), key));
                }

                return (_current!.Id, _current.Key);
            }
        }
    }

    public byte[]? Find(ReadOnlySpan<byte> id)
    {
        foreach (var known in Volatile.Read(ref _known))
        {
            if (id.SequenceEqual(known.Id))
            {
                if (IsFresh(known))
                {
                    return known.Key;
                }

                break;
            }
        }

        var wrapped = id.ToArray();
        try
        {
            if (_protector.Unprotect(wrapped) is not { Length: KeyLength } key)
            {
                return null;
            }

            lock (_learning)
            {
                Learn(wrapped, key);
            }

            return key;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private KnownKey Learn(byte[] id, byte[] key)
    {
        var learnt = new KnownKey(id, key, timeProvider.GetTimestamp());
        Volatile.Write(ref _known, [learnt, .. _known.Where(known => IsFresh(known) && !known.Id.AsSpan().SequenceEqual(id)).Take(MaxKnown - 1)]);
        return learnt;
    }

    private bool IsFresh(KnownKey known) => timeProvider.GetElapsedTime(known.LearntAt) < s_lifetime;

    private sealed record KnownKey(byte[] Id, byte[] Key, long LearntAt);
}
