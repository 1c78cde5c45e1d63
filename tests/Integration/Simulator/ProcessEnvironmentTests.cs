using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

/// <summary>Runs alone: it changes what the whole process sees.</summary>
[CollectionDefinition(nameof(ProcessEnvironmentTests), DisableParallelization = true)]
[Collection(nameof(ProcessEnvironmentTests))]
public sealed class ProcessEnvironmentTests
{
    [Fact]
    public async Task The_environment_of_the_process_has_no_say_in_the_address()
    {
        (string Name, string Value)[] variables =
        [
            ("ASPNETCORE_URLS", "http://0.0.0.0:1"), ("DOTNET_URLS", "http://0.0.0.0:1"), ("ASPNETCORE_HTTP_PORTS", "1"), ("ASPNETCORE_ENVIRONMENT", "Staging"),
            ("ASPNETCORE_Kestrel__Endpoints__Http__Url", "http://0.0.0.0:1"), ("Kestrel__Endpoints__Http__Url", "http://0.0.0.0:1"),
        ];
        await InAsync(variables, async () =>
        {
            await using var op = await StartAsync();

            Assert.Equal("127.0.0.1", op.Simulator.Issuer.Host);
            Assert.NotEqual(1, op.Simulator.Issuer.Port);
            Assert.NotEmpty(await op.GetAccessTokenAsync());
        });
    }

    [Theory]
    [InlineData("ASPNETCORE_ENVIRONMENT", "Production")]
    [InlineData("DOTNET_ENVIRONMENT", " production ")]
    public async Task It_does_not_start_in_the_production_environment(string variable, string value) => await InAsync([(variable, value)], async () =>
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync());

        Assert.Contains("Production", exception.Message, StringComparison.Ordinal);
    });

    private static async Task InAsync((string Name, string Value)[] variables, Func<Task> test)
    {
        foreach (var (name, value) in variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        try
        {
            await test();
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
