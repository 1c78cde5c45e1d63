namespace NumberVerify.Packages.Tests.Running;

/// <summary>A test that compiles to native code; where the machine cannot link, it is skipped, by name and with the reason.</summary>
internal sealed class NativeLinkerFactAttribute : FactAttribute
{
    public NativeLinkerFactAttribute()
    {
        if (!OperatingSystem.IsWindows() && Programs.Find("clang") is null && Programs.Find("gcc") is null)
        {
            Skip = "Native AOT links with the C toolchain: install clang or gcc, and zlib's headers.";
        }
    }
}
