namespace NumberVerify.Tool.Spec.Update;

/// <summary>Shows whether the repository still builds.</summary>
internal interface IRepositoryBuild
{
    /// <summary>Builds, which also generates the clients anew.</summary>
    /// <exception cref="NumberVerify.SpecTool.SpecException">It does not build; each error with its place.</exception>
    /// <exception cref="NumberVerify.Tool.Running.ToolException">It does not build, and says no place.</exception>
    Task BuildAsync(CancellationToken cancellationToken);

    /// <summary>The assembly of that name, as it was built; null where the build made none.</summary>
    string? AssemblyOf(string name);
}
