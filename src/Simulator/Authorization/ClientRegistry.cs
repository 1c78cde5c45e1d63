using System.Collections.Frozen;

namespace NumberVerify.Simulator;

internal sealed class ClientRegistry(ICollection<SimulatedClient> clients, OperatorDialect dialect)
{
    private readonly FrozenDictionary<string, RegisteredClient> byId =
        clients.Concat(Published(clients, dialect)).Select(client => new RegisteredClient(client)).ToFrozenDictionary(client => client.ClientId, StringComparer.Ordinal);

    /// <summary>The client a sandbox publishes; it may come back wherever the others may. A host's own registration under its id goes first.</summary>
    private static IEnumerable<SimulatedClient> Published(ICollection<SimulatedClient> clients, OperatorDialect dialect) =>
        dialect.Mock is { } mock && clients.All(client => client.ClientId != mock.ClientId)
            ? [new SimulatedClient { ClientId = mock.ClientId, ClientSecret = mock.ClientSecret, RedirectUris = [.. clients.SelectMany(client => client.RedirectUris)] }]
            : [];

    internal RegisteredClient? Find(string? clientId) => clientId is not null && byId.TryGetValue(clientId, out var client) ? client : null;
}
