using NumberVerify.Tool.Verify;
using Spectre.Console;

namespace NumberVerify.Tool.Tests.Verify;

public sealed class TerminalQrCodeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(1500)]
    public async Task A_reader_of_somebody_elses_finds_the_URL_in_the_printed_text(int length)
    {
        var url = new Uri($"https://operator.example/authorize?state={new string('s', length)}");

        Assert.Equal(url.AbsoluteUri, await QrCodeReader.ReadAsync(Printed(url)));
    }

    [Fact]
    public void It_keeps_a_quiet_zone_of_four_modules_on_each_side()
    {
        var lines = Printed(new Uri("https://operator.example/")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(lines[..2].Append(lines[^2]), line => Assert.Equal(new string('█', line.Length), line));
        Assert.All(lines, line => Assert.True(line.StartsWith("████", StringComparison.Ordinal) && line.EndsWith("████", StringComparison.Ordinal)));
    }

    [Fact]
    public void With_colours_it_is_white_on_black_whatever_the_theme()
    {
        var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.TrueColor, Out = new AnsiConsoleOutput(text) });

        new TerminalQrCode(new Uri("https://operator.example/")).WriteTo(console);

        Assert.Contains("38;2;255;255;255;48;2;0;0;0", text.ToString());
    }

    private static string Printed(Uri url)
    {
        var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 400;
        new TerminalQrCode(url).WriteTo(console);
        return text.ToString();
    }
}
