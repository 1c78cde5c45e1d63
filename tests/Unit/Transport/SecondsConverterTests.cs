using System.Text.Json;

namespace NumberVerify.Unit.Tests.Transport;

/// <summary>Seconds are a JSON integer or a short string of digits.</summary>
public sealed class SecondsConverterTests
{
    private static readonly JsonSerializerOptions s_options = new() { Converters = { new SecondsConverter() } };

    [Fact]
    public void A_generated_text_is_read_exactly_if_it_is_an_integer_or_a_string_of_one_to_nine_digits()
    {
        var random = new Random(20260113);
        for (var run = 0; run < 20_000; run++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(12) == 0 ? "+-. eE٣\t"[random.Next(8)] : (char)('0' + random.Next(10))));

            Assert.Equal(text.Length <= 9 && text.All(char.IsAsciiDigit) ? int.Parse(text) : null, Read($"\"{text}\""));
            Assert.Equal(IsInteger(text.Trim()) && int.TryParse(text.Trim(), System.Globalization.NumberStyles.AllowLeadingSign, null, out var number) ? number : null, Read(text));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3600)]
    [InlineData(-1)]
    public void It_is_written_as_a_number(int seconds) => Assert.Equal(seconds.ToString(), JsonSerializer.Serialize(seconds, s_options));

    /// <summary>JSON's integers: no leading zero, no plus.</summary>
    private static bool IsInteger(string text)
    {
        var digits = text.TrimStart('-');
        return text.Length - digits.Length <= 1 && digits.Length > 0 && digits.All(char.IsAsciiDigit) && (digits == "0" || digits[0] != '0');
    }

    private static int? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<int>(json, s_options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
