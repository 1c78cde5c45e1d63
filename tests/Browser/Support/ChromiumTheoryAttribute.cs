namespace NumberVerify.Browser.Tests;

/// <summary>As <see cref="ChromiumFactAttribute"/>, for several browsers.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() => Skip = Chromium.Absence;
}
