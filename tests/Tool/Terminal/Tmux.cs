using System.Diagnostics;
using NumberVerify.Tool.Tests.Running;

namespace NumberVerify.Tool.Tests.Terminal;

/// <summary>A terminal server of one test's own, in which the built tool runs. It ends with the test.</summary>
internal sealed class Tmux : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    public static bool IsInstalled { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(System.IO.Path.Combine(folder, "tmux")));

    /// <summary>The folder its programs are started in.</summary>
    public TempFolder Folder => _folder;

    /// <summary>Runs the tool in a terminal of its own. Once it ended, the terminal shows its exit code, and what is typed comes back.</summary>
    public async Task<Pane> RunAsync(string name, string arguments, int columns = 120, int rows = 60, string secret = SimulatedOperator.Secret)
    {
        var tool = System.IO.Path.Combine(AppContext.BaseDirectory, "NumberVerify.Tool.dll");
        await SayAsync(
            "-f", "/dev/null", "-u", "new-session", "-d", "-s", name, "-x", $"{columns}", "-y", $"{rows}", "-c", _folder.Path,
            "-e", "LC_ALL=C.UTF-8", "-e", $"NUMBERVERIFY_CLIENT_SECRET={secret}", "-e", "ASPNETCORE_ENVIRONMENT=Development", "-e", "DOTNET_ENVIRONMENT=Development",
            $"trap : INT; dotnet '{tool}' {arguments}; echo \"exit:$?\"; cat");
        return new Pane(this, name);
    }

    /// <summary>What a tmux command prints.</summary>
    public async Task<string> SayAsync(params string[] command)
    {
        using var tmux = Process.Start(new ProcessStartInfo("tmux", ["-S", _folder.Of("tmux"), .. command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = tmux.StandardError.ReadToEndAsync();
        var said = await tmux.StandardOutput.ReadToEndAsync();
        await tmux.WaitForExitAsync();
        return tmux.ExitCode == 0 ? said : throw new InvalidOperationException(await error);
    }

    public async ValueTask DisposeAsync()
    {
        await SayAsync("kill-server");
        _folder.Dispose();
    }
}
