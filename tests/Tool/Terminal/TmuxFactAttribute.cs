namespace NumberVerify.Tool.Tests.Terminal;

/// <summary>A test in a real terminal; where tmux is not installed it is skipped, by name and with the reason. CI installs it.</summary>
internal sealed class TmuxFactAttribute : FactAttribute
{
    public TmuxFactAttribute() => Skip = Tmux.IsInstalled ? null : "tmux is not installed.";
}
