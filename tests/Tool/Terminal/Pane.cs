using System.Diagnostics;

namespace NumberVerify.Tool.Tests.Terminal;

/// <summary>One terminal: what a person would see in it, and type.</summary>
internal sealed class Pane(Tmux tmux, string name)
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Everything that was shown so far, lines that the terminal wrapped made one again.</summary>
    public Task<string> TextAsync() => tmux.SayAsync("capture-pane", "-p", "-J", "-S", "-", "-t", name);

    /// <summary>The lines as they are on the screen.</summary>
    public async Task<string[]> LinesAsync() => (await tmux.SayAsync("capture-pane", "-p", "-S", "-", "-t", name)).Split('\n');

    public async Task<bool> IsCursorVisibleAsync() => (await tmux.SayAsync("display-message", "-p", "-t", name, "#{cursor_flag}")).Trim() == "1";

    /// <summary>Waits until the text is on the screen, for as often as it is to be there.</summary>
    public async Task<string> ShowsAsync(string text, int times = 1)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var shown = await TextAsync();
            if (shown.Split(text).Length > times)
            {
                return shown;
            }

            if (Stopwatch.GetElapsedTime(since) > s_deadline)
            {
                throw new TimeoutException($"The terminal never showed '{text}', but:\n{shown}");
            }

            await Task.Delay(s_pause);
        }
    }

    /// <summary>The line that begins so, once it is shown.</summary>
    public async Task<string> LineAsync(string beginning) =>
        (await ShowsAsync("\n" + beginning)).Split('\n').First(line => line.StartsWith(beginning, StringComparison.Ordinal)).TrimEnd();

    public Task TypeAsync(string text) => tmux.SayAsync("send-keys", "-t", name, "-l", text);

    public Task PressAsync(string key) => tmux.SayAsync("send-keys", "-t", name, key);
}
