namespace NumberVerify.Unit.Tests.Faults;

/// <summary>One row of the fault catalogue that takes more than one answer to come about: it asserts for itself.</summary>
/// <param name="Id">The row's number in the catalogue; several rows may share one.</param>
/// <param name="What">What must hold, in words.</param>
/// <param name="RunAsync">Shows it with an operator of its own.</param>
internal sealed record Scenario(string Id, string What, Func<FakeOperator, Task> RunAsync)
{
    public Scenario(string id, string what, Action<FakeOperator> run)
        : this(id, what, mobileOperator =>
        {
            run(mobileOperator);
            return Task.CompletedTask;
        })
    {
    }

    public string Name => $"{Id} {What}";
}
