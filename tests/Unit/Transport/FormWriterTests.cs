using System.Text;

namespace NumberVerify.Unit.Tests.Transport;

/// <summary>The form body is application/x-www-form-urlencoded to the letter.</summary>
public sealed class FormWriterTests
{
    [Fact]
    public async Task It_writes_what_dotnets_own_form_writes_but_for_two_characters()
    {
        var random = new Random(20260110);
        for (var run = 0; run < 5_000; run++)
        {
            var members = Enumerable.Range(0, random.Next(5)).Select(_ => KeyValuePair.Create(Texts.Random(random, 4), Texts.Random(random, random.Next(80) == 0 ? 3_000 : 12))).ToList();
            using var reference = new FormUrlEncodedContent(members);

            // The standard keeps the star and encodes the tilde; .NET does it the other way round. Both decode alike.
            Assert.Equal((await reference.ReadAsStringAsync()).Replace("%2A", "*", StringComparison.Ordinal).Replace("~", "%7E", StringComparison.Ordinal), Write(members));
        }
    }

    [Fact]
    public void What_it_writes_decodes_to_what_was_given()
    {
        var random = new Random(20260111);
        for (var run = 0; run < 2_000; run++)
        {
            var value = string.Concat(Texts.Random(random).EnumerateRunes().Where(static rune => rune != Rune.ReplacementChar));

            Assert.Equal("v=" + value, Uri.UnescapeDataString(Write([KeyValuePair.Create("v", value)]).Replace('+', ' ')));
        }
    }

    [Theory]
    [InlineData("a b", "a+b")]
    [InlineData("a+b", "a%2Bb")]
    [InlineData("*-._~", "*-._%7E")]
    [InlineData("&=%#", "%26%3D%25%23")]
    [InlineData("\r\n\0", "%0D%0A%00")]
    [InlineData("é€😀", "%C3%A9%E2%82%AC%F0%9F%98%80")]
    [InlineData("", "")]
    public void These_characters_become_those(string text, string encoded) => Assert.Equal($"v={encoded}", Write([KeyValuePair.Create("v", text)]));

    [Fact]
    public void A_lone_surrogate_becomes_the_replacement_character() => Assert.Equal("v=%EF%BF%BDx", Write([KeyValuePair.Create("v", "\ud83dx")]));

    [Fact]
    public void A_member_without_a_value_is_left_out() => Assert.Equal("b=", Encoding.ASCII.GetString(new FormWriter().Add("a", (string?)null).Add("b", "").Add("c", (string?)null).Complete()));

    [Fact]
    public void Nothing_is_an_empty_body() => Assert.Empty(new FormWriter().Complete());

    [Fact]
    public void Large_values_are_written_whole()
    {
        var text = new string('€', 100_000);

        Assert.Equal("a=1&v=" + string.Concat(Enumerable.Repeat("%E2%82%AC", 100_000)) + "&b=2", Write([KeyValuePair.Create("a", "1"), KeyValuePair.Create("v", text), KeyValuePair.Create("b", "2")]));
    }

    private static string Write(IEnumerable<KeyValuePair<string, string>> members)
    {
        var form = new FormWriter();
        foreach (var (name, value) in members)
        {
            form = form.Add(name, value);
        }

        return Encoding.ASCII.GetString(form.Complete());
    }
}
