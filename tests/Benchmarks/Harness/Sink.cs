namespace NumberVerify.Benchmarks;

/// <summary>Where results go, so that the compiler can neither leave out what made them nor keep them on the stack.</summary>
internal static class Sink
{
    private static object? s_url;
    private static object? s_kept;

    public static Task Take(object url, object? kept = null)
    {
        Volatile.Write(ref s_url, url);
        Volatile.Write(ref s_kept, kept);
        return Task.CompletedTask;
    }
}
