using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using NumberVerify.Testing;

namespace NumberVerify.AspNetCore.Tests;

/// <summary>Handles are encrypted with keys that data protection wraps: as good as data protection itself, asked far less often.</summary>
public sealed class KeyRingTests
{
    private static readonly TimeSpan s_fiveMinutes = TimeSpan.FromMinutes(5);

    private readonly ManualTimeProvider _time = new();
    private readonly CountingProtection _protection = new();

    [Fact]
    public void Data_protection_is_asked_once_and_not_for_each_handle()
    {
        var ring = new DataProtectionKeyRing(_protection, _time);

        for (var i = 0; i < 100; i++)
        {
            var (id, key) = ring.Current;
            Assert.Equal(key, ring.Find(id));
        }

        Assert.Equal((1, 0), (_protection.Protected, _protection.Unprotected));
    }

    [Fact]
    public void Another_node_with_the_same_protection_finds_the_key_and_asks_once()
    {
        var (id, key) = new DataProtectionKeyRing(_protection, _time).Current;
        var other = new DataProtectionKeyRing(_protection, _time);

        Assert.Equal(key, other.Find(id));
        Assert.Equal(key, other.Find(id));
        Assert.Equal(1, _protection.Unprotected);
    }

    [Fact]
    public void A_node_with_another_protection_finds_nothing()
    {
        var (id, _) = new DataProtectionKeyRing(_protection, _time).Current;

        Assert.Null(new DataProtectionKeyRing(new CountingProtection(), _time).Find(id));
    }

    [Fact]
    public void Every_five_minutes_another_key_protects_and_the_one_before_is_still_found()
    {
        var ring = new DataProtectionKeyRing(_protection, _time);
        var before = ring.Current;

        _time.Advance(s_fiveMinutes);
        var after = ring.Current;

        Assert.NotEqual(before.Key, after.Key);
        Assert.Equal(before.Key, ring.Find(before.Id));
        Assert.Equal(1, _protection.Unprotected);
    }

    [Fact]
    public void What_data_protection_revokes_is_over_five_minutes_later_at_the_latest()
    {
        var ring = new DataProtectionKeyRing(_protection, _time);
        var (id, _) = ring.Current;
        _protection.IsRevoked = true;

        Assert.NotNull(ring.Find(id));
        _time.Advance(s_fiveMinutes);
        Assert.Null(ring.Find(id));
    }

    [Fact]
    public void What_nobody_wrapped_is_no_key_and_is_not_remembered()
    {
        var ring = new DataProtectionKeyRing(_protection, _time);
        var (id, key) = ring.Current;
        for (var i = 0; i < id.Length; i++)
        {
            var changed = (byte[])id.Clone();
            changed[i] ^= 1;
            Assert.Null(ring.Find(changed));
        }

        Assert.Null(ring.Find([]));
        Assert.Equal(key, ring.Find(id));
    }

    [Fact]
    public void What_was_wrapped_and_is_no_key_is_none()
    {
        var wrapped = _protection.CreateProtector("NumberVerify.AspNetCore", "HandleKey", "v1").Protect([1, 2, 3]);

        Assert.Null(new DataProtectionKeyRing(_protection, _time).Find(wrapped));
    }

    [Fact]
    public void It_remembers_the_keys_of_64_nodes_and_no_more()
    {
        var ring = new DataProtectionKeyRing(_protection, _time);
        var nodes = Enumerable.Range(0, 65).Select(_ => new DataProtectionKeyRing(_protection, _time).Current.Id).ToList();
        nodes.ForEach(id => Assert.NotNull(ring.Find(id)));

        Assert.NotNull(ring.Find(nodes[1]));
        Assert.Equal(65, _protection.Unprotected);
        Assert.NotNull(ring.Find(nodes[0]));
        Assert.Equal(66, _protection.Unprotected);
    }

    private sealed class CountingProtection : IDataProtectionProvider
    {
        private readonly EphemeralDataProtectionProvider _real = new();

        public int Protected { get; private set; }

        public int Unprotected { get; private set; }

        public bool IsRevoked { get; set; }

        public IDataProtector CreateProtector(string purpose) => new Protector(this, _real.CreateProtector(purpose));

        private sealed class Protector(CountingProtection owner, IDataProtector real) : IDataProtector
        {
            public IDataProtector CreateProtector(string purpose) => new Protector(owner, real.CreateProtector(purpose));

            public byte[] Protect(byte[] plaintext)
            {
                owner.Protected++;
                return real.Protect(plaintext);
            }

            public byte[] Unprotect(byte[] protectedData)
            {
                owner.Unprotected++;
                return owner.IsRevoked ? throw new CryptographicException("revoked") : real.Unprotect(protectedData);
            }
        }
    }
}
