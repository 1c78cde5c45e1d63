namespace NumberVerify.Nodes.Tests;

/// <summary>A test that needs PostgreSQL and nginx; where one is not installed, it is skipped, by name and with the reason.</summary>
internal sealed class NodesFactAttribute : FactAttribute
{
    public NodesFactAttribute() => Skip = Programs.NoNodes;
}
