namespace NumberVerify.Browser.Tests;

/// <summary>A fact about what a browser shows; skipped, by name, where the system has no chromium.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Chromium.Absence;
}
