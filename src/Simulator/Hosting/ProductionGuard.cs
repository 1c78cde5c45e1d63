using Microsoft.Extensions.Hosting;

namespace NumberVerify.Simulator;

/// <summary>
/// Keeps the simulator out of the Production environment, where it would verify any number for anyone. Only a variable that says Production does: without one ASP.NET Core's own
/// hosts take themselves for production, but so would every test run.
/// </summary>
internal static class ProductionGuard
{
    internal const string Refusal = "The operator simulator does not start in the Production environment: it verifies any number for anyone.";

    private static readonly string[] EnvironmentVariables = ["ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    internal static bool IsProduction => Array.Exists(
        EnvironmentVariables,
        variable => string.Equals(Environment.GetEnvironmentVariable(variable)?.Trim(), Environments.Production, StringComparison.OrdinalIgnoreCase));
}
