namespace NumberVerify.Simulator;

/// <summary>The access tokens that were issued, and the one a sandbox publishes.</summary>
internal sealed class AccessTokens(OperatorSimulatorOptions options)
{
    private readonly OperatorDialect dialect = options.Dialect;
    private readonly ExpiringStore<AccessToken> issued = new(options.TimeProvider, options.AccessTokenLifetime);

    /// <summary>Good without having been asked for, as long as the operator runs.</summary>
    private readonly AccessToken? published = options.Dialect.Mock is { } mock
        ? new AccessToken(
            new Grant { ClientId = mock.ClientId, Scopes = GrantedScopes.All(options.Dialect), AuthenticatedAt = options.TimeProvider.GetUtcNow(), IsMock = true },
            DateTimeOffset.MaxValue)
        : null;

    internal void Add(string value, AccessToken token) => issued.TryAdd(value, token);

    internal AccessToken? Find(string value) => published is not null && Secret.Matches(value, dialect.Mock!.AccessToken) ? published : issued.Find(value);

    /// <summary>Uses a token up, wherever the dialect has it good for a single call: of many callers at once, one gets it.</summary>
    internal AccessToken? Use(string value) => dialect.UsesTokensOnce ? issued.Take(value) : Find(value);
}
