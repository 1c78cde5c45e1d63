namespace NumberVerify.Unit.Tests.PublicApi;

public sealed class TextDifferenceTests
{
    [Fact]
    public void A_changed_line_shows_as_the_old_and_the_new_one_below_the_line_before() =>
        Assert.Equal("  a\n- b\n+ B", TextDifference.Of("a\nb\nc", "a\nB\nc"));

    [Fact]
    public void Equal_texts_have_no_difference() => Assert.Empty(TextDifference.Of("a\nb", "a\nb"));
}
