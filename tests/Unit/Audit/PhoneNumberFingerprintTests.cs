using System.Security.Cryptography;
using System.Text;

namespace NumberVerify.Unit.Tests.Audit;

/// <summary>The keyed fingerprint of a number: the same for the same number and key, and nothing without the key.</summary>
public sealed class PhoneNumberFingerprintTests
{
    private static readonly byte[] s_key = [.. Enumerable.Range(0, 32).Select(static value => (byte)value)];
    private static readonly byte[] s_newKey = [.. Enumerable.Range(32, 32).Select(static value => (byte)value)];

    [Fact]
    public void It_is_the_HMAC_of_the_E164_form_with_its_plus()
    {
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(s_key, Encoding.UTF8.GetBytes("+123456789")));

        Assert.Equal(expected, new PhoneNumberFingerprint(s_key).Compute("+123456789").Split('.')[1]);
        Assert.Matches(@"\A[0-9a-f]{8}\.[0-9a-f]{64}\z", new PhoneNumberFingerprint(s_key).Compute("+123456789"));
    }

    [Fact]
    public void The_same_number_and_key_give_the_same_text_and_nothing_else_does()
    {
        var fingerprint = new PhoneNumberFingerprint(s_key);

        Assert.Equal(fingerprint.Compute("+123456789"), new PhoneNumberFingerprint(s_key).Compute("+123456789"));
        Assert.NotEqual(fingerprint.Compute("+123456789"), fingerprint.Compute("+123456780"));
        Assert.NotEqual(fingerprint.Compute("+123456789"), new PhoneNumberFingerprint(s_newKey).Compute("+123456789"));
    }

    [Fact]
    public void After_a_rotation_the_old_rows_are_found()
    {
        var rotated = new PhoneNumberFingerprint(s_newKey, s_key);

        Assert.Equal([new PhoneNumberFingerprint(s_newKey).Compute("+123456789"), new PhoneNumberFingerprint(s_key).Compute("+123456789")], rotated.ComputeAll("+123456789"));
        Assert.Equal(rotated.ComputeAll("+123456789")[0], rotated.Compute("+123456789"));
    }

    [Theory]
    [InlineData("123456789")]
    [InlineData("+123456789\n")]
    [InlineData("+٣٤٦٦٦١١١٣")]
    public void What_is_no_E164_number_is_refused_unquoted(string number)
    {
        var exception = Assert.Throws<ArgumentException>(() => new PhoneNumberFingerprint(s_key).Compute(number));

        Assert.DoesNotContain(number.Trim(), exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new PhoneNumberFingerprint(s_key).ComputeAll(number));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_key_has_32_bytes(int length) => Assert.Throws<ArgumentException>(() => new PhoneNumberFingerprint(new byte[length]));

    [Fact]
    public void There_is_at_least_one_key() => Assert.Throws<ArgumentException>(static () => new PhoneNumberFingerprint([]));
}
