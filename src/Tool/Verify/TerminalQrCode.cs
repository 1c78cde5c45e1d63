using System.Collections;
using System.Text;
using QRCoder;
using Spectre.Console;

namespace NumberVerify.Tool.Verify;

/// <summary>A URL as a QR code of text (ISO/IEC 18004): two modules to a character, with the quiet zone of four modules that scanners look for.</summary>
internal sealed class TerminalQrCode
{
    private static readonly Style s_contrast = new(new Color(255, 255, 255), new Color(0, 0, 0));

    private readonly string[] _lines;

    public TerminalQrCode(Uri url)
    {
        // The least correction makes the smallest code: a screen is not torn or smudged.
        using var code = QRCodeGenerator.GenerateQrCode(url.AbsoluteUri, QRCodeGenerator.ECCLevel.L);
        _lines = [.. Lines(code.ModuleMatrix)];
    }

    /// <summary>How many columns it takes.</summary>
    public int Width => _lines[0].Length;

    /// <summary>Light modules are drawn and dark ones left out, so that it scans without colours too, where the background is dark; with colours it is black and white whatever the theme.</summary>
    public void WriteTo(IAnsiConsole console)
    {
        foreach (var line in _lines)
        {
            console.Write(new Text(line, s_contrast));
            console.WriteLine();
        }
    }

    private static IEnumerable<string> Lines(List<BitArray> modules)
    {
        for (var row = 0; row < modules.Count; row += 2)
        {
            var line = new StringBuilder(modules.Count);
            for (var column = 0; column < modules.Count; column++)
            {
                var isUpperLight = !modules[row][column];
                var isLowerLight = row + 1 == modules.Count || !modules[row + 1][column];
                line.Append((isUpperLight, isLowerLight) switch
                {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    _ => ' ',
                });
            }

            yield return line.ToString();
        }
    }
}
