namespace NumberVerify.Unit.Tests.OneTimePassword;

/// <summary>Where the country ends in a number.</summary>
public sealed class CountryCallingCodeTests
{
    [Theory]
    [InlineData("+12125550123", 1, "2125550123")]
    [InlineData("+79161234567", 7, "9161234567")]
    [InlineData("+34600000001", 34, "600000001")]
    [InlineData("+447700900123", 44, "7700900123")]
    [InlineData("+351910000001", 351, "910000001")]
    [InlineData("+8801712345678", 880, "1712345678")]
    [InlineData("+37912345", 379, "12345")]
    [InlineData("+97912345", 979, "12345")]
    [InlineData("+6781234", 678, "1234")]
    [InlineData("+88812345678", null, null)]
    [InlineData("+99912345678", null, null)]
    [InlineData("+99012345678", null, null)]
    [InlineData("+28012345", null, null)]
    [InlineData("+83012345", null, null)]
    [InlineData("+21012345", null, null)]
    public void A_number_is_taken_apart_by_its_code(string number, int? code, string? rest)
    {
        if (code is not null)
        {
            Assert.Equal((code.Value, rest), CountryCallingCode.Split(PhoneNumber.Parse(number)));
        }
        else
        {
            var fault = Assert.Throws<ArgumentException>(() => CountryCallingCode.Split(PhoneNumber.Parse(number)));
            Assert.DoesNotContain(number[1..], fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_code_is_read_and_none_is_the_beginning_of_another()
    {
        var codes = new HashSet<int>();
        for (var first = 100; first < 1000; first++)
        {
            var number = PhoneNumber.Parse($"+{first}0000");
            try
            {
                var (code, rest) = CountryCallingCode.Split(number);
                Assert.Equal(number.Value, $"+{code}{rest}");
                codes.Add(code);
            }
            catch (ArgumentException)
            {
                // Not assigned.
            }
        }

        Assert.Equal((2, 44), (codes.Count(static code => code < 10), codes.Count(static code => code is > 9 and < 100)));
        Assert.DoesNotContain(codes, code => codes.Contains(code / 10) || codes.Contains(code / 100));
    }
}
