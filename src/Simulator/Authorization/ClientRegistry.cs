using System.Collections.Frozen;

namespace NumberVerify.Simulator;

internal sealed class ClientRegistry(IEnumerable<SimulatedClient> clients)
{
    private readonly FrozenDictionary<string, RegisteredClient> byId =
        clients.Select(client => new RegisteredClient(client)).ToFrozenDictionary(client => client.ClientId, StringComparer.Ordinal);

    internal RegisteredClient? Find(string? clientId) => clientId is not null && byId.TryGetValue(clientId, out var client) ? client : null;
}
