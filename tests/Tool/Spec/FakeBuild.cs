using NumberVerify.Tool.Spec.Update;

namespace NumberVerify.Tool.Tests.Spec;

/// <summary>A build that does what a test says.</summary>
internal sealed class FakeBuild(Func<CancellationToken, Task>? build = null) : IRepositoryBuild
{
    public int Builds { get; private set; }

    public Dictionary<string, string> Assemblies { get; } = [];

    public Task BuildAsync(CancellationToken cancellationToken)
    {
        Builds++;
        return build?.Invoke(cancellationToken) ?? Task.CompletedTask;
    }

    public string? AssemblyOf(string name) => Assemblies.GetValueOrDefault(name);
}
