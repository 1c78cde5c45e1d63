using NumberVerify.Simulator;

namespace NumberVerify.Nodes.Tests;

/// <summary>Two nodes behind nginx, over one database, with an operator at their back.</summary>
internal sealed class Backend : IAsyncDisposable
{
    public const string Number = "+346661113334";
    public const string CallbackPath = "/signin/callback";
    private const string RedirectUri = "https://app.example" + CallbackPath;
    private const string ClientId = "backend";
    private const string ClientSecret = "for tests only";

    private readonly string _keys = Directory.CreateTempSubdirectory("nv-keys-").FullName;
    private NginxServer? _nginx;

    public required PostgreSqlServer Database { get; init; }

    public required OperatorSimulator Operator { get; init; }

    public required SimulatedDevice Phone { get; init; }

    public IReadOnlyList<NodeProcess> Nodes { get; private set; } = [];

    public string Socket => _nginx!.Socket;

    /// <summary>How often a code was exchanged.</summary>
    public int Exchanges => Operator.Requests.Count(static request => request.Path == "/token" && request.Method == "POST");

    /// <summary>Both nodes start at once, and find nothing in the database.</summary>
    public static async Task<Backend> StartAsync()
    {
        var simulator = await OperatorSimulator.StartAsync(static options =>
            options.Clients.Add(new SimulatedClient { ClientId = ClientId, ClientSecret = ClientSecret, RedirectUris = [RedirectUri] }));
        var backend = new Backend { Operator = simulator, Phone = simulator.AddDevice(Number), Database = await PostgreSqlServer.CreateAsync() };
        var settings = new Dictionary<string, string>
        {
            ["database"] = backend.Database.ConnectionString,
            ["keys"] = backend._keys,
            ["client"] = ClientId,
            ["secret"] = ClientSecret,
            ["redirect"] = RedirectUri,
            ["issuer"] = simulator.Issuer.OriginalString,
            ["api"] = simulator.ApiRoot.OriginalString,
        };
        backend.Nodes = await Task.WhenAll(NodeProcess.StartAsync(settings), NodeProcess.StartAsync(settings));
        backend._nginx = await NginxServer.StartAsync([.. backend.Nodes.Select(static node => node.Address)]);
        return backend;
    }

    public Browser Open() => new(this);

    public async ValueTask DisposeAsync()
    {
        _nginx?.Dispose();
        foreach (var node in Nodes)
        {
            node.Dispose();
        }

        await Database.DisposeAsync();
        await Operator.DisposeAsync();
        Directory.Delete(_keys, recursive: true);
    }
}
