using System.Text;
using Base64Url = System.Buffers.Text.Base64Url;

namespace NumberVerify.Unit.Tests.Secrets;

/// <summary>A request that leaves the process, in a cookie for example, and comes back.</summary>
public sealed class ProtectedRequestTests
{
    private static readonly byte[] s_key = [.. Enumerable.Range(0, 32).Select(static value => (byte)value)];
    private static readonly byte[] s_otherKey = [.. Enumerable.Range(32, 32).Select(static value => (byte)value)];

    private readonly ManualTimeProvider _time = new();
    private readonly ProtectionKeys _keys = new(s_key);

    [Theory]
    [InlineData(null, null, NumberVerifyOperation.VerifyNumber)]
    [InlineData("basket é 7 😀", "+99012345678", NumberVerifyOperation.GetDevicePhoneNumber)]
    [InlineData("", null, NumberVerifyOperation.VerifyNumber)]
    public void It_comes_back_as_it_was(string? applicationState, string? devNumber, NumberVerifyOperation operation)
    {
        var request = AuthorizationRequest.Create(applicationState, devNumber, operation);

        Assert.Equal(request, AuthorizationRequest.Unprotect(request.Protect(_keys, _time), _keys, _time));
    }

    [Fact]
    public void Its_text_is_safe_in_a_URL_tells_nothing_and_is_never_the_same()
    {
        var request = AuthorizationRequest.Create("basket");

        var text = request.Protect(_keys, _time);

        Assert.Matches(@"\A[A-Za-z0-9_-]+\z", text);
        Assert.NotEqual(text, request.Protect(_keys, _time));
        var bytes = Encoding.Latin1.GetString(Base64Url.DecodeFromChars(text));
        Assert.All(new[] { request.State, request.Nonce, request.CodeVerifier, "basket" }, secret => Assert.DoesNotContain(secret, bytes, StringComparison.Ordinal));
    }

    [Fact]
    public void Any_changed_byte_is_refused()
    {
        var data = Base64Url.DecodeFromChars(AuthorizationRequest.Create("basket").Protect(_keys, _time));
        for (var index = 0; index < data.Length; index++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = (byte[])data.Clone();
                changed[index] ^= (byte)(1 << bit);

                Refused(Base64Url.EncodeToString(changed));
            }
        }
    }

    /// <summary>The unused bits at the end and the blanks that base64 allows are no change: whatever is opened is what was closed.</summary>
    [Fact]
    public void Any_changed_character_is_refused_or_changes_nothing()
    {
        const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. \n\0é\ud83d";
        var request = AuthorizationRequest.Create("basket");
        for (var length = 0; length < 3; length++)
        {
            var text = (request with { ApplicationState = new string('s', length) }).Protect(_keys, _time);
            for (var place = 0; place < text.Length; place++)
            {
                foreach (var character in place < text.Length - 2 ? "A-=\n\0é" : Characters)
                {
                    var changed = text[..place] + character + text[(place + 1)..];
                    var exception = Record.Exception(() => Assert.Equal(request.State, AuthorizationRequest.Unprotect(changed, _keys, _time).State));

                    Assert.True(exception is null or InvalidCallbackException, exception?.ToString());
                    Assert.True(exception is InvalidCallbackException || place == text.Length - 1 || changed == text, $"{place} {(int)character}");
                }
            }
        }
    }

    [Fact]
    public void Any_beginning_or_continuation_is_refused()
    {
        var text = AuthorizationRequest.Create().Protect(_keys, _time);
        for (var length = 0; length < text.Length; length++)
        {
            Refused(text[..length]);
        }

        Refused(text + "AAAA");
        Refused(text + text);
    }

    [Fact]
    public void Whatever_text_comes_is_refused_and_does_not_crash()
    {
        var random = new Random(20260109);
        for (var run = 0; run < 5_000; run++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);

            Refused(Texts.Random(random));
            Refused(Base64Url.EncodeToString(bytes));
        }

        Refused(new string('A', 100_000));
    }

    [Fact]
    public void Another_key_opens_nothing() => Refused(AuthorizationRequest.Create().Protect(new ProtectionKeys(s_otherKey), _time));

    [Fact]
    public void A_rotated_key_still_opens_and_a_dropped_one_does_not()
    {
        var request = AuthorizationRequest.Create();
        var text = request.Protect(_keys, _time);

        Assert.Equal(request, AuthorizationRequest.Unprotect(text, new ProtectionKeys(s_otherKey, s_key), _time));
        Assert.Throws<InvalidCallbackException>(() => AuthorizationRequest.Unprotect(text, new ProtectionKeys(s_otherKey), _time));
    }

    [Theory]
    [InlineData(299, true)]
    [InlineData(302, false)]
    [InlineData(-299, true)]
    [InlineData(-302, false)]
    public void It_is_good_for_five_minutes(int seconds, bool isGood)
    {
        var text = AuthorizationRequest.Create().Protect(_keys, _time);
        _time.SetWallClock(_time.GetUtcNow().AddSeconds(seconds));

        var exception = Record.Exception(() => AuthorizationRequest.Unprotect(text, _keys, _time));

        Assert.Equal(isGood ? null : typeof(InvalidCallbackException), exception?.GetType());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_key_has_32_bytes(int length) => Assert.Throws<ArgumentException>(() => new ProtectionKeys(new byte[length]));

    [Fact]
    public void There_is_at_least_one_key() => Assert.Throws<ArgumentException>(() => new ProtectionKeys([]));

    [Fact]
    public void A_key_that_is_changed_afterwards_stays_what_it_was()
    {
        var mine = (byte[])s_key.Clone();
        var keys = new ProtectionKeys(mine);
        mine[0] ^= 1;

        Assert.NotNull(AuthorizationRequest.Unprotect(AuthorizationRequest.Create().Protect(keys, _time), _keys, _time));
    }

    [Fact]
    public void An_application_state_of_any_length_comes_back_or_is_refused_when_it_is_protected()
    {
        var request = AuthorizationRequest.Create(new string('s', 20_000));

        var text = Record.Exception(() => request.Protect(_keys, _time)) is InvalidOperationException ? null : request.Protect(_keys, _time);

        Assert.True(text is null || AuthorizationRequest.Unprotect(text, _keys, _time) == request);
    }

    private void Refused(string text) => Assert.Throws<InvalidCallbackException>(() => AuthorizationRequest.Unprotect(text, _keys, _time));
}
