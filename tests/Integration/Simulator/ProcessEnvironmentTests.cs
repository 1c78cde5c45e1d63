using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

/// <summary>Runs alone: it changes what the whole process sees.</summary>
[CollectionDefinition(nameof(ProcessEnvironmentTests), DisableParallelization = true)]
[Collection(nameof(ProcessEnvironmentTests))]
public sealed class ProcessEnvironmentTests
{
    [Fact]
    public async Task The_environment_of_the_process_has_no_say()
    {
        (string Name, string Value)[] variables =
        [
            ("ASPNETCORE_URLS", "http://0.0.0.0:1"), ("DOTNET_URLS", "http://0.0.0.0:1"), ("ASPNETCORE_HTTP_PORTS", "1"), ("ASPNETCORE_ENVIRONMENT", "Production"),
            ("DOTNET_ENVIRONMENT", "Production"), ("ASPNETCORE_Kestrel__Endpoints__Http__Url", "http://0.0.0.0:1"), ("Kestrel__Endpoints__Http__Url", "http://0.0.0.0:1"),
        ];
        foreach (var (name, value) in variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        try
        {
            await using var op = await StartAsync();

            Assert.Equal("127.0.0.1", op.Simulator.Issuer.Host);
            Assert.NotEqual(1, op.Simulator.Issuer.Port);
            Assert.NotEmpty(await op.GetAccessTokenAsync());
        }
        finally
        {
            foreach (var (name, _) in variables)
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }
}
