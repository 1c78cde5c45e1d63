using System.Diagnostics;

namespace NumberVerify.Nodes.Tests;

/// <summary>The programs these tests start: where they are, and what is said where they are not.</summary>
internal static class Programs
{
    private static readonly TimeSpan s_timeLimit = TimeSpan.FromMinutes(2);

    /// <summary>Of the newest PostgreSQL; null where there is none that this user can start.</summary>
    public static string? PostgreSqlFolder { get; } = FindPostgreSql();

    public static string? Nginx { get; } = Find("nginx", "/usr/sbin", "/usr/local/sbin");

    public static string? NoPostgreSql => PostgreSqlFolder is null ? "PostgreSQL is not installed: install the package postgresql." : null;

    public static string? NoNodes => NoPostgreSql ?? (Nginx is null ? "nginx is not installed: install the package nginx." : null);

    /// <summary>PostgreSQL refuses to run as root, and its package brings a user for it.</summary>
    public static bool NeedsOtherUser => Environment.UserName == "root";

    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task RunAsync(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var limit = new CancellationTokenSource(s_timeLimit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(program)} ended with {process.ExitCode}: {await errors}{await output}");
        }
    }

    /// <summary>Reads what a program prints until it says that it is ready; afterwards somebody must go on reading, or it stops at a full pipe.</summary>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public static async Task<string> UntilAsync(StreamReader output, string text)
    {
        using var limit = new CancellationTokenSource(s_timeLimit);
        var printed = new List<string>();
        while (await output.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                _ = output.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return line;
            }

            printed.Add(line);
        }

        throw new InvalidOperationException($"A program ended before it was ready. It printed:\n{string.Join('\n', printed)}");
    }

    private static string? FindPostgreSql()
    {
        const string Root = "/usr/lib/postgresql";
        var packaged = Directory.Exists(Root)
            ? Directory.GetDirectories(Root).OrderByDescending(static folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0).Select(static folder => Path.Combine(folder, "bin"))
            : [];
        var folder = packaged.FirstOrDefault(static folder => File.Exists(Path.Combine(folder, "initdb"))) ?? Path.GetDirectoryName(Find("initdb"));
        return folder is not null && (!NeedsOtherUser || (Find("runuser") is not null && File.ReadLines("/etc/passwd").Any(static line => line.StartsWith("postgres:", StringComparison.Ordinal)))) ? folder : null;
    }

    private static string? Find(string program, params IEnumerable<string> folders) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Concat(folders).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
