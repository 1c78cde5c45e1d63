using Microsoft.Extensions.Hosting;

namespace NumberVerify;

/// <summary>Where the process runs.</summary>
internal static class Surroundings
{
    private static readonly string[] s_variables = ["ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    /// <summary>What the host says; without one, what the variables say that a host would read. Unset, a console program on a developer's machine is not Production.</summary>
    public static bool IsProduction(IHostEnvironment? environment) => environment?.IsProduction()
        ?? s_variables.Any(static name => string.Equals(Environment.GetEnvironmentVariable(name), Environments.Production, StringComparison.OrdinalIgnoreCase));
}
