namespace NumberVerify.Benchmarks;

/// <summary>Where results go, so that the compiler can neither leave out what made them nor keep them on the stack.</summary>
internal static class Sink
{
    private static object? s_last;

    public static Task Take(object result)
    {
        Volatile.Write(ref s_last, result);
        return Task.CompletedTask;
    }
}
