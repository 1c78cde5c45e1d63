namespace NumberVerify.Unit.Tests.Verification;

/// <summary>E.164 and its hash, strictly.</summary>
public sealed class PhoneNumberTests
{
    [Theory]
    [MemberData(nameof(Numbers.WellFormed), MemberType = typeof(Numbers))]
    public void A_number_in_E164_form_is_read_and_shows_no_digit(string text)
    {
        Assert.True(PhoneNumber.TryParse(text, out var number));

        Assert.Equal(text, number.Value);
        Assert.Equal(PhoneNumber.Parse(text), number);
        Assert.DoesNotContain(number.ToString(), char.IsDigit);
    }

    [Theory]
    [MemberData(nameof(Numbers.Malformed), MemberType = typeof(Numbers))]
    public void Anything_else_is_refused_without_being_repeated(string text)
    {
        var exception = Assert.Throws<ArgumentException>(() => PhoneNumber.Parse(text));

        Assert.False(PhoneNumber.TryParse(text, out _));
        Assert.True(text.Trim().Length < 2 || !exception.ToString().Contains(text, StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => HashedPhoneNumber.Compute(text));
    }

    [Fact]
    public void Nothing_is_no_number()
    {
        Assert.False(PhoneNumber.TryParse(null, out _));
        Assert.ThrowsAny<ArgumentException>(() => PhoneNumber.Parse(null!));
        Assert.ThrowsAny<ArgumentException>(() => HashedPhoneNumber.Compute(null!));
    }

    [Theory]
    [InlineData("+123456789", "b49f9168e8a886ffd61a090b51a26e117717f5f6fa804af49ea67043a2bfa4f0")]
    [InlineData("+346661113334", "6dd5d20f257c1f3620662454064e3aa25ba9a6c7a4d1e99e965bbadd3a7e07d6")]
    [InlineData("+34666666666", "3ffdd5fed312a04d147a2f4bece733bf77cb35528112fd83cd5e01590dfb616b")]
    public void The_hash_is_over_the_number_with_its_plus(string number, string hash) => Assert.Equal(hash, HashedPhoneNumber.Compute(number));

    [Fact]
    public void Generated_texts_are_numbers_exactly_if_they_look_like_one()
    {
        var random = new Random(20260105);
        for (var run = 0; run < 50_000; run++)
        {
            var text = random.Next(2) == 0 ? Texts.Random(random, 6) : "+" + string.Concat(Enumerable.Range(0, random.Next(18)).Select(_ => "0123456789０٣ \n"[random.Next(random.Next(50) == 0 ? 14 : 10)]));

            var expected = text.Length is >= 6 and <= 16 && text[0] == '+' && text[1] is >= '1' and <= '9' && text[1..].All(static character => character is >= '0' and <= '9');

            Assert.Equal(expected, PhoneNumber.TryParse(text, out _));
        }
    }
}
