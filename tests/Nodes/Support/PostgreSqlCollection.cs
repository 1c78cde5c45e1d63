namespace NumberVerify.Nodes.Tests;

/// <summary>One server for tests that each have a schema of their own.</summary>
[CollectionDefinition(nameof(PostgreSqlCollection))]
public sealed class PostgreSqlCollection : ICollectionFixture<PostgreSqlFixture>;
