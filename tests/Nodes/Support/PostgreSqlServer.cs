using Npgsql;

namespace NumberVerify.Nodes.Tests;

/// <summary>A PostgreSQL of its own, in a folder of its own, reached by a socket there and by nothing else.</summary>
internal sealed class PostgreSqlServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nv-pg-").FullName;

    private string Data => Path.Combine(_folder, "data");

    public string ConnectionString => new NpgsqlConnectionStringBuilder { Host = _folder, Username = "owner", Database = "postgres" }.ConnectionString;

    public static async Task<PostgreSqlServer> CreateAsync()
    {
        var server = new PostgreSqlServer();
        if (Programs.NeedsOtherUser)
        {
            await Programs.RunAsync("chown", "postgres", server._folder);
        }

        await server.RunAsync("initdb", "-D", server.Data, "-U", "owner", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await server.StartAsync();
        return server;
    }

    /// <summary>Without fsync: what a machine's crash would lose is not tested.</summary>
    public Task StartAsync() =>
        RunAsync("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o", $"-k {_folder} -c listen_addresses= -c fsync=off -c max_connections=200", "start");

    /// <summary>At once: whoever is connected is cut off.</summary>
    public Task StopAsync() => RunAsync("pg_ctl", "-D", Data, "-w", "-m", "fast", "stop");

    public async Task<object?> ReadAsync(string statement)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(statement);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await RunAsync("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");
        }

        Directory.Delete(_folder, recursive: true);
    }

    private Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs.PostgreSqlFolder!, program);
        return Programs.NeedsOtherUser ? Programs.RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : Programs.RunAsync(path, arguments);
    }
}
