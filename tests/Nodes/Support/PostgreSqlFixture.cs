namespace NumberVerify.Nodes.Tests;

/// <summary>The server of the collection; none where it is not installed.</summary>
public sealed class PostgreSqlFixture : IAsyncLifetime
{
    private PostgreSqlServer? _server;

    internal PostgreSqlServer Server => _server!;

    public async Task InitializeAsync() => _server = Programs.NoPostgreSql is null ? await PostgreSqlServer.CreateAsync() : null;

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
