using System.Globalization;

namespace NumberVerify.Tool.Doctor;

/// <summary>How far this machine's clock is from the operator's: tokens and assertions live for minutes.</summary>
internal static class ClockCheck
{
    private static readonly TimeSpan s_noticeable = TimeSpan.FromSeconds(30);

    /// <summary>As long as an assertion of ours lives.</summary>
    private static readonly TimeSpan s_fatal = TimeSpan.FromSeconds(120);

    public static CheckResult Of(TimeSpan? ahead)
    {
        if (ahead is not { } skew)
        {
            return CheckResult.NotChecked(CheckNames.Clock, "No answer told the operator's time.");
        }

        var seen = string.Create(CultureInfo.InvariantCulture, $"This clock is {Math.Abs(skew.TotalSeconds):0} s {(skew < TimeSpan.Zero ? "behind" : "ahead of")} the operator's.");
        return skew.Duration() <= s_noticeable
            ? new CheckResult(CheckNames.Clock, CheckStatus.Ok, seen)
            : new CheckResult(CheckNames.Clock, skew.Duration() > s_fatal ? CheckStatus.Failed : CheckStatus.Warning, seen, "Let the machine take its time from a server (NTP).");
    }
}
