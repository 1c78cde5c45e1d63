namespace NumberVerify.Benchmarks;

/// <summary>One way to do what a scenario asks for.</summary>
/// <param name="Name">Who does it.</param>
/// <param name="RunAsync">Does it once; its task is the measured code's own, so that measuring adds nothing.</param>
internal sealed record Row(string Name, Func<Task> RunAsync)
{
    public const string Limit = "limit";
    public const string Ours = "ours";
}
