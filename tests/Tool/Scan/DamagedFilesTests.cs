using NumberVerify.Tool.Scan;

namespace NumberVerify.Tool.Tests.Scan;

/// <summary>What cannot be looked into is named, and never counts as clean.</summary>
public sealed class DamagedFilesTests
{
    private static readonly byte[] s_config = Pack.Text($$"""{ "ClientSecret": "{{Secrets.Client}}" }""");

    [Fact]
    public async Task An_archive_that_cannot_be_read_is_named()
    {
        var zip = Pack.Zip(("appsettings.json", s_config));
        using var folder = new ScannedFolder();
        folder.Add("cut.zip", zip[..^10]);
        folder.Add("none.apk", Pack.Text("<html>404</html>"));
        folder.Add("cut.gz", Pack.Gzip(Pack.Text(string.Join(',', Enumerable.Range(0, 9999))))[..^2000]);
        folder.Add("cut.js.br", Pack.Brotli(Pack.Text(string.Join(',', Enumerable.Range(0, 9999))))[..^2000]);
        folder.Add("wrong.js.br", [0xFF, 0xFE, 0xFD, 1, 2, 3, 4, 5, 6, 7]);
        folder.Add("files.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4, 1, 2, 3]);
        folder.Add("files.rar", [.. "Rar!"u8, 0x1A, 7, 1, 0]);
        folder.Add("app.zst", [0x28, 0xB5, 0x2F, 0xFD, 0, 1, 2]);
        folder.Add("packed.dll", [.. "XALZ"u8, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 1, 2]);
        folder.Add("inside.zip", Pack.Zip(("ok.txt", Pack.Text("fine")), ("cut.zip", zip[..^10])));
        var broken = Compiled.Assembly("class C;");
        broken.AsSpan(broken.AsSpan().IndexOf("BSJB"u8), 60).Fill(0xEE);
        folder.Add("broken.dll", broken);

        var report = await folder.ReportAsync();

        Assert.Empty(report.Findings);
        Assert.Equal(
            ["app.zst", "broken.dll", "cut.gz", "cut.js.br!cut.js", "cut.zip", "files.7z", "files.rar", "inside.zip!cut.zip", "none.apk", "packed.dll", "wrong.js.br!wrong.js"],
            report.NotLookedInto.Select(omission => omission.Place));
        Assert.Equal(3, (await folder.RunAsync()).ExitCode);
    }

    [Fact]
    public async Task An_encrypted_entry_is_named_and_the_others_are_looked_into()
    {
        var zip = Pack.Zip(("a.json", s_config), ("b.json", s_config));
        zip[6] |= 1;
        zip[zip.AsSpan().IndexOf("PK\x01\x02"u8) + 8] |= 1;

        var report = await ScannedFolder.ReportOnAsync("a.zip", zip);

        Assert.Equal("a.zip!b.json", Assert.Single(report.Findings).Place);
        Assert.Equal("a.zip!a.json", Assert.Single(report.NotLookedInto).Place);
    }

    [Fact]
    public async Task What_unpacks_to_more_than_the_limit_is_given_up_and_named()
    {
        var limits = new ScanLimits { Unpacked = 1 << 20, Ratio = 10 };
        var bomb = Pack.Gzip(new byte[4 << 20]);

        foreach (var (name, content) in new[] { ("a.gz", bomb), ("a.zip", Pack.Zip(("a", new byte[4 << 20]))), ("b.zip", Pack.Zip([.. Enumerable.Range(0, 8).Select(i => ($"{i}.gz", Pack.Gzip(new byte[300 << 10])))])), ("a.br", Pack.Brotli(new byte[4 << 20])) })
        {
            var report = await ScannedFolder.ReportOnAsync(name, content, limits);

            Assert.Equal(name, Assert.Single(report.NotLookedInto).Place);
        }
    }

    [Fact]
    public async Task Archives_within_archives_end_somewhere_and_so_do_their_entries()
    {
        var nested = s_config;
        for (var i = 0; i < 12; i++)
        {
            nested = Pack.Zip(("a.zip", nested));
        }

        var deep = await ScannedFolder.ReportOnAsync("a.zip", nested);
        var many = await ScannedFolder.ReportOnAsync("b.zip", Pack.Zip([.. Enumerable.Range(0, 50).Select(i => ($"{i}.txt", Pack.Text("x")))]), new ScanLimits { Entries = 40 });

        Assert.Contains("8 archives deep", Assert.Single(deep.NotLookedInto).Reason);
        Assert.Equal("b.zip", Assert.Single(many.NotLookedInto).Place);
    }

    [Fact]
    public async Task An_assembly_too_large_to_hold_is_named()
    {
        var report = await ScannedFolder.ReportOnAsync("Shop.dll", Compiled.Assembly("class C;"), new ScanLimits { InMemory = 512 });

        Assert.Equal("Shop.dll", Assert.Single(report.NotLookedInto).Place);
    }

    [Fact]
    public async Task A_nested_archive_too_large_for_memory_is_looked_into()
    {
        var inner = Pack.Zip(("appsettings.json", s_config), ("noise.bin", System.Security.Cryptography.RandomNumberGenerator.GetBytes(1 << 20)));

        var report = await ScannedFolder.ReportOnAsync("outer.zip", Pack.Zip(("inner.zip", inner)), new ScanLimits { Spooled = 1 << 16 });

        Assert.Equal("outer.zip!inner.zip!appsettings.json", Assert.Single(report.Findings).Place);
    }

    [Fact]
    public async Task Names_in_an_archive_that_command_a_terminal_are_made_harmless()
    {
        var report = await ScannedFolder.ReportOnAsync("a.zip", Pack.Zip(("\u001b[2J\r\n\u202Ea.json", s_config)));

        Assert.Equal("a.zip!?[2J???a.json", Assert.Single(report.Findings).Place);
    }

    /// <summary>Every planted file with bytes changed, cut off or repeated: the scan ends, and what it says is a finding or an omission.</summary>
    [Fact]
    public async Task Whatever_is_damaged_the_scan_comes_to_its_end()
    {
        const int Seed = 8;
        var random = new Random(Seed);
        using var folder = new ScannedFolder();
        foreach (var (name, (content, _, _)) in PlantedSecretsTests.Files)
        {
            for (var round = 0; round < 12; round++)
            {
                var damaged = content.ToArray();
                for (var i = 0; i < 1 + (damaged.Length / 200); i++)
                {
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                }

                folder.Add($"{round}/{name}", round % 3 == 0 ? damaged[..random.Next(damaged.Length)] : damaged);
            }
        }

        var report = await folder.ReportAsync();

        Assert.Equal(PlantedSecretsTests.Files.Count * 12, report.Files);
    }

    [Fact]
    public async Task An_entry_whose_header_lies_about_its_length_is_counted_as_it_unpacks()
    {
        var zip = Pack.Zip(("a", new byte[4 << 20]));
        var directory = zip.AsSpan().IndexOf("PK\x01\x02"u8);
        zip.AsSpan(directory + 24, 4).Clear();
        zip[directory + 24] = 1;

        var report = await ScannedFolder.ReportOnAsync("a.zip", zip, new ScanLimits { Unpacked = 1 << 20, Ratio = 10 });

        Assert.Empty(report.Findings);
        Assert.NotEmpty(report.NotLookedInto);
    }
}
