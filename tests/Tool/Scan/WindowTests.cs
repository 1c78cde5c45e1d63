using System.Globalization;
using NumberVerify.Tool.Scan;

namespace NumberVerify.Tool.Tests.Scan;

/// <summary>A text that is longer than a window is judged in parts that overlap; where the parts meet must make no difference.</summary>
public sealed class WindowTests
{
    private static readonly ScanLimits s_narrow = new() { Window = 24 << 10, Overlap = 8 << 10 };

    private static readonly string[] s_planted =
    [
        $"client_secret:\"{Secrets.Client}\"", $"\"ClientSecret\" : \"{Secrets.Client}\"", $"?client_secret={Secrets.Client}&", Secrets.Sec1Pem, Secrets.Pkcs8Pem.ReplaceLineEndings("\\n"), Secrets.Jwk,
        $"'{Convert.ToBase64String(Secrets.Pkcs8)}'",
    ];

    [Fact]
    public async Task A_secret_at_every_offset_around_the_edge_of_a_window_is_found_once()
    {
        foreach (var planted in s_planted)
        {
            using var folder = new ScannedFolder();
            var edge = s_narrow.Window - (s_narrow.Overlap / 2);
            var offsets = Enumerable.Range(0, 60).Select(step => edge - planted.Length - 20 + (step * (planted.Length + 40) / 60))
                .Concat(Enumerable.Range(0, 60).Select(step => s_narrow.Window - planted.Length - 20 + (step * (planted.Length + 40) / 60)))
                .Concat(Enumerable.Range(0, 20).Select(step => s_narrow.Window - s_narrow.Overlap - 10 + step));
            foreach (var offset in offsets)
            {
                folder.Add(offset.ToString(CultureInfo.InvariantCulture) + ".js", Pack.Text(At(offset, planted, 2 * s_narrow.Window)));
            }

            var report = await folder.ReportAsync(s_narrow);

            Assert.Equal(offsets.Distinct().Order(), report.Findings.Select(finding => int.Parse(finding.Place[..^3], CultureInfo.InvariantCulture)).Order());
        }
    }

    [Fact]
    public async Task Any_number_of_secrets_at_any_places_is_found_each_on_its_line()
    {
        const int Seed = 20261121;
        var random = new Random(Seed);
        for (var round = 0; round < 30; round++)
        {
            var lines = Enumerable.Range(0, 3000).Select(_ => new string('x', random.Next(0, 80))).ToArray();
            var planted = Enumerable.Range(0, 12).Select(_ => random.Next(lines.Length)).Distinct().Order().ToArray();
            foreach (var line in planted)
            {
                lines[line] += $" client_secret:\"{Secrets.Client}\"";
            }

            var report = await ScannedFolder.ReportOnAsync("a.js", Pack.Text(string.Join('\n', lines)), s_narrow);

            Assert.Equal(planted.Select(line => ((int?)line + 1, (int?)lines[line].IndexOf("client", StringComparison.Ordinal) + 1)), report.Findings.Select(finding => (finding.Line, finding.Column)));
        }
    }

    [Fact]
    public async Task Letters_of_several_bytes_do_not_move_a_finding()
    {
        var text = string.Concat(Enumerable.Repeat("é漢😀\n", 10_000)) + $"client_secret:\"{Secrets.Client}\"";

        var report = await ScannedFolder.ReportOnAsync("a.js", Pack.Text(text), s_narrow);

        Assert.Equal((10_001, 1), Assert.Single(report.Findings) is var finding ? (finding.Line, finding.Column) : default);
    }

    private static string At(int offset, string planted, int length) => new string(';', offset) + planted + new string(';', Math.Max(1, length - offset - planted.Length));
}
